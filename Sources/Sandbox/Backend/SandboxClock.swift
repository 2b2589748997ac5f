/// The time of a sandbox: a monotonic clock and a way to wait on it.  Tests supply their own.
public struct SandboxClock: Sendable {
    /// Returns the time since some fixed moment.
    public let now: @Sendable () -> Duration
    /// Waits for a duration; throws if the task is cancelled.
    public let sleep: @Sendable (Duration) async throws -> Void

    /// Creates a clock from its two functions.
    public init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// Creates a clock that measures the time since its creation on another clock.
    public init<C: Clock>(_ clock: C) where C.Duration == Duration {
        let start = clock.now
        self.init(now: { start.duration(to: clock.now) }, sleep: { try await clock.sleep(for: $0) })
    }
}
