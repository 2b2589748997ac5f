import Foundation
import Provisioning
import Sandbox
import Synchronization

/// A clock that stands still until somebody waits, and then jumps: tests of minutes take none.
final class VirtualTime: Sendable {
    private let elapsed = Mutex(Duration.zero)

    var now: Duration { elapsed.withLock { $0 } }

    func advance(by duration: Duration) {
        elapsed.withLock { $0 += duration }
    }

    /// Waits for the same moment end together; they do not add up.
    private func sleep(until end: Duration) async {
        await Task.yield()
        elapsed.withLock { $0 = max($0, end) }
    }

    /// For a run.  Jitter is fixed at the middle.
    var timekeeper: Timekeeper {
        Timekeeper(
            now: { self.now }, date: { Date(timeIntervalSince1970: 1_773_100_800) },
            sleepUntil: { await self.sleep(until: $0) }, jitter: { 0.5 })
    }

    /// For the server.
    var sandboxClock: SandboxClock {
        SandboxClock(now: { self.now }, sleep: { await self.sleep(until: self.now + $0) })
    }
}
