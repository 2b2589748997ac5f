internal import Synchronization

/// A regular expression that every username must match as a whole.
///
/// Unchecked, because a regular expression is never changed.
public struct UsernamePattern: @unchecked Sendable {
    /// The expression as it was given.
    public let text: String
    private let expression: Regex<AnyRegexOutput>
    private let watch = Watch()

    /// When the name at hand was begun.
    private final class Watch: Sendable {
        let start = Mutex<ContinuousClock.Instant?>(nil)
    }

    /// How long the name at hand has taken: an expression with a repeat within a repeat can take for ever.
    public var busyTime: Duration {
        watch.start.withLock { $0.map { $0.duration(to: .now) } } ?? .zero
    }

    /// Reads an expression in the syntax of Swift's `Regex`, which is that of PCRE for the most part.
    ///
    /// - Throws: When it is none.
    public init(_ text: String) throws {
        self.text = text
        expression = try Regex(text).matchingSemantics(.unicodeScalar)
    }

    /// Whether the whole name matches.
    func matches(_ name: String) -> Bool {
        watch.start.withLock { $0 = .now }
        defer { watch.start.withLock { $0 = nil } }
        return (try? expression.wholeMatch(in: name)) != nil
    }
}
