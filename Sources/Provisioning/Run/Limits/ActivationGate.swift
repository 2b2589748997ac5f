internal import Synchronization

/// Whether the activations of a two-phase run must wait.  The journal has the durable copy.
final class ActivationGate: Sendable {
    private let closed = Mutex(false)

    var isClosed: Bool {
        get { closed.withLock { $0 } }
        set { closed.withLock { $0 = newValue } }
    }

    /// Returns whether the action must wait for the other registrations of its wave.
    func holds(_ action: Action) -> Bool {
        guard isClosed else { return false }
        return switch action.state {
        case .registered, .activating: true
        default: false
        }
    }
}
