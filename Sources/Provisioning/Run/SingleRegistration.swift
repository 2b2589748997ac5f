public import Accounts
public import FlowServ
public import Foundation
internal import Roster

/// Registers one account outside of any roster, under the same promise as a run: journaled first, never sent twice.
public struct SingleRegistration: Sendable {
    let service: any UserService
    let journal: Journal
    let origin: RunOrigin?

    /// Registers through this service and notes it in this journal, and who asked for it.
    ///
    /// - Parameters:
    ///   - service: The server.
    ///   - journal: The journal of the server.
    ///   - origin: Who asked for the registration, and where.
    ///   - stop: When it is raised by a signal, the answer is still waited for; the journal is no longer than its grace.
    public init(
        service: any UserService, journal: Journal, origin: RunOrigin? = nil, stop: StopSignal = StopSignal()
    ) {
        stop.whenInterrupted { journal.patience.end(within: ExecutionSettings().grace) }
        self.service = service
        self.journal = journal
        self.origin = origin
    }

    /// Why the account was not even asked for.
    public enum NotSent: Error, Hashable, Sendable {
        /// A run is unfinished; it comes first.
        case unfinishedRun(Int64)
        /// The journal knows the name already: registering it again could only lose what is known.
        case known(AccountKnowledge)
    }

    /// The server answered and the journal could not take the answer down: nothing else knows it.
    public struct Unrecorded: Error, Hashable, Sendable {
        /// What the server answered.
        public let answer: User
        /// What is wrong with the journal.
        public let error: JournalError
    }

    /// Sends one register.
    ///
    /// - Parameters:
    ///   - username: The name of the account.
    ///   - password: Its first password.
    ///   - wanted: Whether it is to be active at once.
    ///   - plan: The plan that has this registration as its one action.
    ///   - now: When it begins.
    ///   - answered: Is called with the server's answer before the journal takes it down, which may be long.
    /// - Returns: The action as it ended: active, registered, rejected or unknown; planned when the server surely did
    ///   nothing.
    /// - Throws: ``NotSent``, ``Unrecorded``, ``JournalError``.
    public func register(
        _ username: AccountName, password: Secret, wanted: DesiredState, plan: Plan, now: Date,
        answered: @Sendable (User) -> Void = { _ in }
    ) async throws -> Action {
        if let run = try journal.unfinishedRun() { throw NotSent.unfinishedRun(run.id) }
        if let knowledge = try journal.knowledge(of: username) { throw NotSent.known(knowledge) }
        let run = try journal.begin(NewRun(plan, origin: origin, now: now))
        guard let planned = try journal.actions(of: run.id).first else {
            throw JournalError.inconsistent("the registration was not written")
        }
        let sent = try await journal.writer.commit(try JournalChange(planned, .registerSent))
        let ended = try await finish(sent, password: password, wanted: wanted, answered: answered)
        let status: RunRecord.Status = ended.isOpen || ended.state.reason != nil ? .partial : .completed
        try journal.end(run.id, as: status, now: now)
        return ended
    }

    private func finish(
        _ sent: Action, password: Secret, wanted: DesiredState, answered: @Sendable (User) -> Void
    ) async throws -> Action {
        let answer = await attempt { () async throws(ServiceError) in
            try await service.registerUser(
                sent.username.text, password: password, as: wanted == .active ? .active : .pending)
        }.about(sent.username)
        let call = Outcome.Call.register(sent.username, as: wanted == .active ? .active : .pending, .unseen)
        let event: ActionEvent =
            switch Outcome(of: answer, to: call) {
            case .happened(let event), .again(let event): event
            case .taken: .registerLost
            }
        let failure = answer.failure
        if case .success(let user) = answer { answered(user) }
        let change = try JournalChange(sent, event, httpStatus: failure?.status, error: failure?.words)
        do throws(JournalError) {
            return try await journal.writer.commit(change)
        } catch {
            guard event.isAnswer, case .success(let user) = answer else { throw error }
            throw Unrecorded(answer: user, error: error)
        }
    }
}

extension Plan {
    /// The plan of a single registration that somebody asked for by hand.
    public init(registering username: AccountName, wanted: DesiredState, server: ServerAddress, now: Date) {
        var changes = PlannedChanges()
        changes.actions = [
            PlannedAction(
                username: username, action: .register, state: wanted, userID: nil, file: "command line", line: 0)
        ]
        self.init(
            server: server, created: Timestamp(now), asOf: Day(now, in: .current),
            sources: PlanSources(rosters: [], listing: ListingDigest([])), changes: changes)
    }
}
