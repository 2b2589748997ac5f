import Provisioning
import Synchronization

/// Ends a process at one of its steps: from then on nothing that it does has any effect.
final class Mortality: Sendable {
    /// A moment at which a process can end.
    enum Step: Hashable, Sendable {
        case beforeWrite
        case afterWrite
        case beforeRequest(String)
        case afterRequest(String)
    }

    struct Dead: Error {}

    private let state: Mutex<(steps: [Step], end: Int?)>

    /// - Parameter end: The number of the step, from 0, at which the process ends; nil lets it live.
    init(endingAt end: Int?) {
        state = Mutex(([], end))
    }

    /// Comes to the next step; throws at the last one and at all that follow.
    func reach(_ step: Step) throws(Dead) {
        let isAlive = state.withLock { state in
            state.steps.append(step)
            return state.end.map { state.steps.count <= $0 } ?? true
        }
        if !isAlive { throw Dead() }
    }

    /// All steps so far, those of the dead included.
    var steps: [Step] { state.withLock { $0.steps } }

    /// The step at which it ended.
    var lastStep: Step? {
        state.withLock { state in state.end.flatMap { $0 < state.steps.count ? state.steps[$0] : nil } }
    }

    var isDead: Bool { lastStep != nil }

    var probe: TransactionProbe {
        TransactionProbe(before: { try self.reach(.beforeWrite) }, after: { try self.reach(.afterWrite) })
    }
}
