public import Foundation

/// Time and chance, injected so that no test waits and every test repeats.
public struct Timekeeper: Sendable {
    /// How long ago the process started, on a clock that only runs forward.
    public var now: @Sendable () -> Duration
    /// The date, for records.
    public var date: @Sendable () -> Date
    /// Waits; returns early when the task is cancelled.
    public var sleep: @Sendable (Duration) async -> Void
    /// A fresh random number in 0..<1.
    public var jitter: @Sendable () -> Double

    /// A timekeeper made of these parts.
    public init(
        now: @escaping @Sendable () -> Duration, date: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (Duration) async -> Void, jitter: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.date = date
        self.sleep = sleep
        self.jitter = jitter
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
            sleep: { try? await Task.sleep(for: $0, clock: .suspending) },
            jitter: { Double.random(in: 0..<1) })
    }
}
