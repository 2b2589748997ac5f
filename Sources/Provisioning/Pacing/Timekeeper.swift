public import Foundation

/// Time and chance, injected so that no test waits and every test repeats.
public struct Timekeeper: Sendable {
    /// How long ago the process started, on a clock that only runs forward.
    public var now: @Sendable () -> Duration
    /// The date, for records.
    public var date: @Sendable () -> Date
    /// Waits until `now` says so much; returns early when the task is cancelled.
    ///
    /// A moment and not a duration: what has passed since somebody looked at the clock is not waited for again.
    public var sleepUntil: @Sendable (Duration) async -> Void
    /// A fresh random number in 0..<1.
    public var jitter: @Sendable () -> Double

    /// A timekeeper made of these parts.
    public init(
        now: @escaping @Sendable () -> Duration, date: @escaping @Sendable () -> Date,
        sleepUntil: @escaping @Sendable (Duration) async -> Void, jitter: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.date = date
        self.sleepUntil = sleepUntil
        self.jitter = jitter
    }

    /// Waits so long; returns early when the task is cancelled.
    public func sleep(_ duration: Duration) async {
        await sleepUntil(now() + duration)
    }

    /// The real clock, started now.
    ///
    /// It stands still while the machine is suspended: a server on the same machine does not work then either, so
    /// that time settles nothing.
    public static func system() -> Timekeeper {
        let start = SuspendingClock.now
        return Timekeeper(
            now: { SuspendingClock.now - start },
            date: { Date() },
            sleepUntil: { try? await Task.sleep(until: start.advanced(by: $0), clock: .suspending) },
            jitter: { Double.random(in: 0..<1) })
    }
}
