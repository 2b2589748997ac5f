import Foundation

/// The clock of the log.
enum LogTime {
    /// The time of a line.
    static var now: String { Date().formatted(.iso8601) }
}
