internal import Synchronization

/// Counts the accounts of a run that failed, and stops the run when they are too many.
final class FailureCount: Sendable {
    private struct State: Sendable {
        var failed = 0
        var limit: Limit?
        var planned = 0
    }

    private let state = Mutex(State())

    /// - Parameters:
    ///   - failed: How many failed in earlier parts of the run.
    ///   - planned: The whole that a share is of.
    func start(from failed: Int, limit: Limit?, planned: Int) {
        state.withLock { $0 = State(failed: failed, limit: limit, planned: planned) }
    }

    /// Takes an action at its end; its outcome is in the journal.
    func count(_ action: Action, _ stop: StopSignal) {
        switch RunReport.Outcome(action) {
        case .failed, .stranded: break
        default: return
        }
        let excess: ExecutionStop? = state.withLock { state in
            state.failed += 1
            guard let limit = state.limit, state.failed > limit.allowed(of: state.planned) else { return nil }
            return .tooManyFailures(failed: state.failed, limit: limit)
        }
        if let excess { stop.raise(excess) }
    }
}
