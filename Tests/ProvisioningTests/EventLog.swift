import Accounts
import FlowServ
import Synchronization

@testable import Provisioning

/// What a run reported.
final class EventLog: Sendable {
    private struct State: Sendable {
        var events: [ExecutionEvent] = []
        var watch: (@Sendable (ExecutionEvent) -> Void)?
    }

    private let state = Mutex(State())

    func add(_ event: ExecutionEvent) {
        let watch = state.withLock { state in
            state.events.append(event)
            return state.watch
        }
        watch?(event)
    }

    /// Tells somebody of every event at the moment when it is reported.
    func watch(_ body: @escaping @Sendable (ExecutionEvent) -> Void) {
        state.withLock { $0.watch = body }
    }

    var all: [ExecutionEvent] { state.withLock { $0.events } }

    var finished: [Action] {
        all.compactMap { if case .finished(let action) = $0 { action } else { nil } }
    }

    /// The answers that the journal could not take down.
    var unrecorded: [(username: AccountName, answer: ActionEvent)] {
        all.compactMap { if case .unrecorded(let username, let answer) = $0 { (username, answer) } else { nil } }
    }
}
