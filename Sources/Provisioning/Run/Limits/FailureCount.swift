internal import Synchronization

/// Counts the failed accounts of a run, and stops the run if there are too many.
final class FailureCount: Sendable {
    private struct State: Sendable {
        var failed = 0
        var limit: Limit?
        var planned = 0
    }

    private let state = Mutex(State())

    /// Sets the initial count and the limit.
    ///
    /// - Parameters:
    ///   - failed: The number of failures in earlier parts of the run.
    ///   - planned: The total to which a share refers.
    func start(from failed: Int, limit: Limit?, planned: Int) {
        state.withLock { $0 = State(failed: failed, limit: limit, planned: planned) }
    }

    /// Counts an ended action; its outcome is in the journal.
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
