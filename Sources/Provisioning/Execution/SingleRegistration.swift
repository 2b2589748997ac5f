public import FlowServ
public import Foundation
public import Roster

/// Registers one account outside of any roster, under the same promise as a run: journaled first, never sent twice.
public struct SingleRegistration: Sendable {
    let service: any UserService
    let journal: Journal

    /// Registers through this service and notes it in this journal.
    public init(service: any UserService, journal: Journal) {
        self.service = service
        self.journal = journal
    }

    /// Why the account was not even asked for.
    public enum Refusal: Error, Hashable, Sendable {
        /// A run is unfinished; it comes first.
        case unfinishedRun(Int64)
        /// An earlier register of this name is not settled, or ended stranded.
        case unsettled(AccountKnowledge)
    }

    /// Sends one register.
    ///
    /// - Returns: The action as it ended: active, registered, rejected or unknown; planned when the server surely did
    ///   nothing.
    /// - Throws: ``Refusal``, ``JournalError``.
    public func register(
        _ username: AccountName, password: Secret, wanted: DesiredState, plan: Plan, now: Date
    ) async throws -> Action {
        if let run = try journal.unfinishedRun() { throw Refusal.unfinishedRun(run.id) }
        switch try journal.knowledge(of: username) {
        case .unknown?: throw Refusal.unsettled(.unknown)
        case .stranded(let words)?: throw Refusal.unsettled(.stranded(words))
        case .active?, .pending?, nil: break
        }
        let run = try journal.beginRun(plan, options: RunOptions(), now: now)
        guard let planned = try journal.actions(of: run.id).first else {
            throw JournalError.inconsistent("the registration was not written")
        }
        let sent = try await journal.writer.commit(try JournalChange(planned, .registerSent))
        let ended = try await finish(sent, password, wanted)
        let status: RunRecord.Status = ended.isOpen || ended.state.reason != nil ? .partial : .completed
        try journal.end(run.id, as: status, now: now)
        return ended
    }

    private func finish(_ sent: Action, _ password: Secret, _ wanted: DesiredState) async throws -> Action {
        let event: ActionEvent
        var failure: ServiceError?
        do {
            let user = try await service.registerUser(
                sent.username.text, password: password, as: wanted == .active ? .active : .pending)
            event = wanted == .active ? .createdActive(user.id) : .createdPending(user.id)
        } catch {
            failure = error
            switch error {
            // Without a listing nobody can tell whether it is stranded or simply there already.
            case .rejected, .unknownObject: event = .rejected(error.words)
            case .outcomeUnknown: event = .registerLost
            case .refusedBeforeProcessing, .notLoggedIn, .redirected, .notAFlowServ: event = .registerNotProcessed
            }
        }
        let change = try JournalChange(sent, event, httpStatus: failure?.status, error: failure?.words)
        return try await journal.writer.commit(change)
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
            server: server, created: Timestamp.text(now), asOf: Day(now, in: .current),
            sources: PlanSources(rosters: [], listing: ListingDigest([])), changes: changes)
    }
}
