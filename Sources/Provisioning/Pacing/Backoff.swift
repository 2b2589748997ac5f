/// The wait before the next attempt: exponential with full jitter, so that many clients do not return at the same
/// moment.
public struct Backoff: Hashable, Sendable {
    /// The upper bound of the first wait.
    public var base: Duration
    /// The upper bound of every wait.
    public var limit: Duration

    /// Creates a back-off from `base` up to `limit`.
    public init(base: Duration = .milliseconds(200), limit: Duration = .seconds(20)) {
        self.base = base
        self.limit = limit
    }

    /// Returns the wait after a number of failures.
    ///
    /// - Parameters:
    ///   - failures: The number of failed attempts so far, from 1.
    ///   - jitter: A random number in 0..<1.
    ///   - atLeast: The wait that the server requested with Retry-After.
    public func delay(failures: Int, jitter: Double, atLeast: Duration? = nil) -> Duration {
        let doubled = base * Double(1 << min(max(failures, 1) - 1, 30))
        return max(min(doubled, limit) * jitter, atLeast ?? .zero)
    }
}
