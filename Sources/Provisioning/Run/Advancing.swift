internal import Accounts
internal import FlowServ
internal import Roster

extension Executor {
    /// Registers and activates until the action has ended, is unknown or held, or the run stops.
    ///
    /// - Returns: The action as it is then; nil when it has come to its planned end, which is reported once it is durable.
    func advance(_ start: Action) async throws(ExecutionStop) -> Action? {
        var action = start
        while stop.reason == nil, action.isOpen, !isHeld(action) {
            switch action.state {
            case .planned:
                guard let registered = try await register(action).action else { return nil }
                action = registered
            case .registered, .activating:
                guard let activated = try await activate(action).action else { return nil }
                // Whoever has made the account knows its password, so no time is lost; what fails is tried at the end.
                try await replacePassword(of: activated)
                return activated
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

    /// Commits the end of an action that went as planned, and says so once it is on the disk; the worker goes on meanwhile.
    ///
    /// Its next intent is committed in the same transaction or a later one, so nothing is sent before this is durable.
    func concludeLater(
        _ event: ActionEvent, of action: Action, origin: PasswordOrigin?
    ) throws(ExecutionStop) {
        let change: JournalChange
        do { change = try JournalChange(action, event, origin: origin) } catch { throw .journal(error) }
        journal.writer.submit(change) { failure in
            guard let failure else { return conclude(change.result) }
            tellUnrecorded(event, of: action)
            stop.raise(.journal(failure))
        }
    }

    /// The journal could not take an answer down.  Of a pending account the id is in it alone.
    private func tellUnrecorded(_ answer: ActionEvent, of action: Action) {
        if case .createdPending(let id) = answer { unrecorded.add(UnrecordedID(username: action.username, id: id)) }
        report(.unrecorded(action.username, answer))
    }

    /// Commits what happened; nothing is done or said about it before.
    func record(
        _ event: ActionEvent, of action: Action, _ error: ServiceError? = nil, origin: PasswordOrigin? = nil
    ) async throws(ExecutionStop) -> Action {
        do {
            let change = try JournalChange(
                action, event, httpStatus: error == nil ? action.httpStatus : error?.status, error: error?.words,
                origin: origin)
            return try await journal.writer.commit(change)
        } catch {
            if event.isAnswer { tellUnrecorded(event, of: action) }
            throw .journal(error)
        }
    }
}

extension ActionEvent {
    /// Whether the server has said that an action is where its roster row wants it.
    func isEnd(of action: Action) -> Bool {
        switch self {
        case .createdActive, .activated: true
        case .createdPending: action.wanted == .pending
        default: false
        }
    }

    /// Whether it is news from the server, which only this process has.
    var isAnswer: Bool {
        switch self {
        case .createdActive, .createdPending, .activated: true
        default: false
        }
    }
}
