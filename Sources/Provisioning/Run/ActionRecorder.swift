internal import Accounts
internal import FlowServ

/// Commits the events of a run's actions, and reports them; nothing is done or reported before the commit.
struct ActionRecorder: Sendable {
    let journal: Journal
    let failures: FailureCount
    let stop: StopSignal
    let timekeeper: Timekeeper
    let report: @Sendable (ExecutionEvent) -> Void
    /// The actions whose register was sent and whose outcome is unknown.
    let deferred = Deferred()
    /// The ids that the journal could not record.
    let unrecorded = Collected<UnrecordedID>()

    /// Commits an event.
    ///
    /// - Parameter error: The server's failure, for the journal's details.
    /// - Returns: The resulting action.
    func record(
        _ event: ActionEvent, of action: Action, _ error: ServiceError? = nil, origin: PasswordOrigin? = nil
    ) async throws(ExecutionStop) -> Action {
        do {
            let change = try JournalChange(
                action, event, httpStatus: error == nil ? action.httpStatus : error?.status, error: error?.words,
                origin: origin)
            return try await journal.writer.commit(change)
        } catch {
            if event.isAnswer { reportUnrecorded(event, of: action) }
            throw .journal(error)
        }
    }

    /// Commits the end of an action that went as planned, and reports it once it is on the disk; the worker continues
    /// meanwhile.
    ///
    /// Its next intent is committed in the same transaction or a later one, so nothing is sent before this is
    /// durable.
    func recordEnd(
        _ event: ActionEvent, of action: Action, origin: PasswordOrigin?
    ) throws(ExecutionStop) {
        let change: JournalChange
        do { change = try JournalChange(action, event, origin: origin) } catch { throw .journal(error) }
        journal.writer.submit(change) { failure in
            guard let failure else { return conclude(change.result) }
            reportUnrecorded(event, of: action)
            stop.raise(.journal(failure))
        }
    }

    /// Reports the progress of an action; one whose outcome is unknown is deferred.
    func conclude(_ action: Action) {
        if action.state == .unknown {
            deferred.add(action, since: timekeeper.now())
            report(.deferred(action))
        } else if !action.isOpen || stop.reason == nil {
            failures.count(action, stop)
            report(.finished(action))
        }
    }

    /// Reports an answer that the journal could not record.  For a pending account, only this answer contains the id.
    private func reportUnrecorded(_ answer: ActionEvent, of action: Action) {
        if case .createdPending(let id) = answer { unrecorded.add(UnrecordedID(username: action.username, id: id)) }
        report(.unrecorded(action.username, answer))
    }
}
