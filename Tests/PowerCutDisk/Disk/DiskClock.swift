package import Foundation

/// The time that SQLite has on a disk.
package struct DiskClock: Sendable {
    /// Returns the time of day.
    package var now: @Sendable () -> Date
    /// Waits, for example for a lock of another connection.
    package var sleep: @Sendable (Duration) -> Void

    /// Creates a clock from its two parts.
    package init(now: @escaping @Sendable () -> Date, sleep: @escaping @Sendable (Duration) -> Void) {
        self.now = now
        self.sleep = sleep
    }

    /// The clock of this machine.
    package static let system = DiskClock(
        now: { Date() },
        sleep: { usleep(UInt32($0.components.seconds * 1_000_000 + $0.components.attoseconds / 1_000_000_000_000)) })

    /// The time as SQLite counts it: 2440587.5 is the first moment of 1970.
    var julianDay: Double { 2_440_587.5 + now().timeIntervalSince1970 / 86400 }
}
