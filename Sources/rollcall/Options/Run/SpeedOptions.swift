import ArgumentParser
import Provisioning

/// How fast requests may leave.
struct SpeedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Maximum number of concurrent requests, lowered while the server is overloaded (default: 8; flowServ gains \
            nothing from more).
            """,
            valueName: "n"))
    var concurrency: Int?

    @Option(help: ArgumentHelp("Maximum number of requests per second, as in 50 or 50/s.", valueName: "n/s"))
    var rate: String?

    @OptionGroup var settling: SettleOptions

    /// How many requests may be in flight; nil when nobody has said.
    func width() throws -> Int? {
        guard let concurrency else { return nil }
        guard (1...1024).contains(concurrency) else {
            throw Failure(.usage, "--concurrency \(concurrency): use 1 to 1024.")
        }
        return concurrency
    }

    /// Slower is a request in a quarter of an hour, and faster is no limit.
    private static let rates = 0.001...1_000_000

    /// The most requests a second.
    func requestsPerSecond() throws -> Double? {
        guard let text = rate else { return nil }
        let number = text.hasSuffix("/s") ? text.dropLast(2) : text[...]
        guard let rate = Double(number), Self.rates.contains(rate) else {
            throw Failure(
                .usage,
                "--rate \(text): use requests per second, as in 50/s, between 0.001 and 1000000.")
        }
        return rate
    }
}
