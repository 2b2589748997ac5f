internal import Synchronization

/// A regular expression that every username must match as a whole.
///
/// Unchecked, because a regular expression is never changed.
public struct UsernamePattern: @unchecked Sendable {
    /// The expression as given.
    public let text: String
    private let expression: Regex<AnyRegexOutput>
    private let watch = Watch()

    /// The start time of the current match.
    private final class Watch: Sendable {
        let start = Mutex<ContinuousClock.Instant?>(nil)
    }

    /// The time that the current match has taken: an expression with nested repetition can take practically forever.
    public var busyTime: Duration {
        watch.start.withLock { $0.map { $0.duration(to: .now) } } ?? .zero
    }

    /// Parses an expression in the syntax of Swift's `Regex`, which is mostly that of PCRE.
    ///
    /// - Throws: When the text is not a valid expression.
    public init(_ text: String) throws {
        self.text = text
        expression = try Regex(text).matchingSemantics(.unicodeScalar)
    }

    /// Returns whether the whole name matches.
    func matches(_ name: String) -> Bool {
        watch.start.withLock { $0 = .now }
        defer { watch.start.withLock { $0 = nil } }
        return (try? expression.wholeMatch(in: name)) != nil
    }
}
