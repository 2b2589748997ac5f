/// The time of a sandbox: a monotonic clock and a way to wait on it.  Tests give their own.
public struct SandboxClock: Sendable {
    /// The time since some fixed moment.
    public let now: @Sendable () -> Duration
    /// Waits for so long; throws when the task is cancelled.
    public let sleep: @Sendable (Duration) async throws -> Void

    /// A clock from its two functions.
    public init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The time that has passed on a clock since now.
    public init<C: Clock>(_ clock: C) where C.Duration == Duration {
        let start = clock.now
        self.init(now: { start.duration(to: clock.now) }, sleep: { try await clock.sleep(for: $0) })
    }
}
