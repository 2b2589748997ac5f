internal import FlowServ
internal import Roster

extension Executor {
    /// Registers and activates until the action has ended, is unknown or held, or the run stops.
    func advance(_ start: Action) async throws(ExecutionStop) -> Action {
        var action = start
        while stop.reason == nil, action.isOpen, !isHeld(action) {
            switch action.state {
            case .planned: action = try await register(action)
            case .registered, .activating: return try await activate(action)
            default: return action
            }
        }
        return action
    }

    /// Whether the action must wait for the other registrations of its wave.
    func isHeld(_ action: Action) -> Bool {
        guard gate.isClosed else { return false }
        return switch action.state {
        case .registered, .activating: true
        default: false
        }
    }

    /// Reports how far an action came; a lost register is put aside.
    func conclude(_ action: Action) {
        if action.state == .unknown {
            aside.add(action, since: timekeeper.now())
            report(.putAside(action))
        } else if !action.isOpen || stop.reason == nil {
            failures.count(action, stop)
            report(.finished(action))
        }
    }

    /// Commits what happened; nothing is done or said about it before.
    func record(
        _ event: ActionEvent, of action: Action, _ error: ServiceError? = nil, origin: PasswordOrigin? = nil
    ) async throws(ExecutionStop) -> Action {
        do {
            let change = try JournalChange(
                action, event, httpStatus: error?.status ?? action.httpStatus, error: error?.words,
                origin: origin)
            return try await journal.writer.commit(change)
        } catch {
            if event.isAnswer { report(.unrecorded(action.username, event)) }
            throw .journal(error)
        }
    }
}

extension ActionEvent {
    /// Whether it is news from the server, which only this process has.
    fileprivate var isAnswer: Bool {
        switch self {
        case .createdActive, .createdPending, .activated: true
        default: false
        }
    }
}
