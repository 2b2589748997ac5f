internal import Synchronization

/// Whether the activations of a two-phase run must wait.  The journal has the lasting copy.
final class ActivationGate: Sendable {
    private let closed = Mutex(false)

    var isClosed: Bool {
        get { closed.withLock { $0 } }
        set { closed.withLock { $0 = newValue } }
    }
}
