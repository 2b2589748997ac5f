import Sandbox
import Synchronization

/// A clock that stands still until it is set on.
final class ManualTime: Sendable {
    private let elapsed = Mutex(Duration.zero)

    func advance(by duration: Duration) {
        elapsed.withLock { $0 += duration }
    }

    /// For the server.
    ///
    /// - Parameter wire: In memory the client's patience is waited for on this clock, which jumps.  Over HTTP only
    ///   the server's own waits are, and they last until it is stopped.
    func clock(_ wire: Wire) -> SandboxClock {
        SandboxClock(now: { self.elapsed.withLock { $0 } }) { duration in
            switch wire {
            case .memory: self.advance(by: duration)
            case .http: try await Task.sleep(for: .seconds(24 * 60 * 60))
            }
        }
    }
}
