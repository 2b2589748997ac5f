public import Foundation

/// Time and randomness, injected so that no test waits and every test is repeatable.
public struct Timekeeper: Sendable {
    /// Returns the time since the process started, on a monotonic clock.
    public var now: @Sendable () -> Duration
    /// The date, for records.
    public var date: @Sendable () -> Date
    /// Waits until `now` reaches a value; returns early if the task is cancelled.
    ///
    /// It takes a moment, not a duration, so that time that has passed since the clock was read is not waited for
    /// again.
    public var sleepUntil: @Sendable (Duration) async -> Void
    /// Returns a new random number in 0..<1.
    public var jitter: @Sendable () -> Double

    /// Creates a timekeeper from its parts.
    public init(
        now: @escaping @Sendable () -> Duration, date: @escaping @Sendable () -> Date,
        sleepUntil: @escaping @Sendable (Duration) async -> Void, jitter: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.date = date
        self.sleepUntil = sleepUntil
        self.jitter = jitter
    }

    /// Waits for a duration; returns early if the task is cancelled.
    public func sleep(_ duration: Duration) async {
        await sleepUntil(now() + duration)
    }

    /// Returns the real clock, started now.
    ///
    /// It stops while the machine is suspended: a server on the same machine does not work then either, so that time
    /// does not count for settling.
    public static func system() -> Timekeeper {
        let start = SuspendingClock.now
        return Timekeeper(
            now: { SuspendingClock.now - start },
            date: { Date() },
            sleepUntil: { try? await Task.sleep(until: start.advanced(by: $0), clock: .suspending) },
            jitter: { Double.random(in: 0..<1) })
    }
}
