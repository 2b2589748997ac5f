import Foundation

/// What the environment asks of the simulation; `make simulate` sets it.
enum Setting {
    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment["ROLLCALL_SIMULATE_\(name)"].flatMap(UInt64.init)
    }

    /// The one seed to replay.
    static let seed = number("SEED")
    /// Whether a failing one is not shrunk.
    static let isPlain = number("PLAIN") != nil
    /// The first seed of a campaign, and how many nights it has.
    static let from = number("FROM")
    static let nights = number("NIGHTS").map(Int.init)
    /// How many seeds may be tried until one fails.
    static let hunt = number("HUNT")
    static let isSoak = ProcessInfo.processInfo.environment["ROLLCALL_SOAK"] == "1"
}
