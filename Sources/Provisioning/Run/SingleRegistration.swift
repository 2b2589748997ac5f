public import Accounts
public import FlowServ
public import Foundation
internal import Roster

/// Registers one account outside of any roster, under the same guarantee as a run: journaled first, never sent twice.
public struct SingleRegistration: Sendable {
    let service: any UserService
    let journal: Journal
    let origin: RunOrigin?

    /// Creates a registration through a service, with its journal and origin.
    ///
    /// - Parameters:
    ///   - service: The server.
    ///   - journal: The journal of the server.
    ///   - origin: The user and machine that requested the registration.
    ///   - stop: If a signal raises it, the answer is still awaited; the journal is waited for no longer than its
    ///     grace period.
    public init(
        service: any UserService, journal: Journal, origin: RunOrigin? = nil, stop: StopSignal = StopSignal()
    ) {
        stop.whenInterrupted { journal.patience.end(within: ExecutionSettings().grace) }
        self.service = service
        self.journal = journal
        self.origin = origin
    }

    /// The reason why the account was not requested.
    public enum NotSent: Error, Hashable, Sendable {
        /// A run is unfinished and must be completed first.
        case unfinishedRun(Int64)
        /// The journal already knows the name: registering it again could only lose knowledge.
        case known(AccountKnowledge)
    }

    /// The server answered, but the journal could not record the answer: it is stored nowhere else.
    public struct Unrecorded: Error, Hashable, Sendable {
        /// The server's answer.
        public let answer: User
        /// The journal's error.
        public let error: JournalError
    }

    /// Sends one register.
    ///
    /// - Parameters:
    ///   - username: The name of the account.
    ///   - password: Its first password.
    ///   - wanted: Whether it should be active at once.
    ///   - plan: The plan with this registration as its only action.
    ///   - now: When it begins.
    ///   - answered: Called with the server's answer before the journal records it, which may take long.
    /// - Returns: The ended action: active, registered, rejected or unknown; planned if the server certainly did
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
    /// Creates the plan of a single manual registration.
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
