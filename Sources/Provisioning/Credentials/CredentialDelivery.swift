internal import Accounts
internal import FlowServ
internal import Foundation

/// Delivers the credentials that are owed at the end of a run.
struct CredentialDelivery: Sendable {
    /// The route of the delivery; nil if none was requested.
    let route: DeliveryRoute?
    let journal: Journal
    let server: ServerAccess
    let workers: WorkerPool

    /// Delivers every credential that is owed, including those of earlier runs.
    ///
    /// - Parameter unset: The adopted accounts whose first passwords could not be set.
    /// - Returns: The result; nil if nothing was owed.
    func deliver(keeping unset: [DeliveryRecord.Kept]) async throws(ExecutionStop) -> DeliveryRecord? {
        do throws(JournalError) {
            var record = DeliveryRecord(destination: route?.destination.description)
            record.keep(unset)
            let drafts = try journal.unseenDrafts()
            if !drafts.isEmpty { record.unseen = drafts }
            let isOwing = try journal.pendingDeliveries().contains { $0.isOwed || $0.isUnproven }
            if isOwing, let route {
                try await deliver(route, noting: &record)
            }
            let left = try journal.pendingDeliveries()
            let isDelivering = route != nil
            record.owed = left.count { $0.isOwed || isDelivering && $0.waitsForActivation }
            route?.secrets.remove(except: Set(left.compactMap(\.origin.secret)))
            return record.isWorthTelling(owed: left.contains(where: \.isOwed)) ? record : nil
        } catch {
            throw .journal(error)
        }
    }

    private func deliver(_ route: DeliveryRoute, noting record: inout DeliveryRecord) async throws(JournalError) {
        let ready = try await provenCredentials(of: route, noting: &record)
        let invitations = try await invite(ready, noting: &record)
        guard server.stop.reason == nil else {
            record.note("stopped before the credentials were written")
            return
        }
        let rows = ready.filter { $0.origin.source != .invitation || invitations[$0.username] != nil }
        guard !rows.isEmpty else { return }
        let table = CredentialsTable(
            credentials: rows.map { delivery in
                let invitation = invitations[delivery.username]
                let password = route.passwords.password(of: delivery.username, from: delivery.origin)
                return Credential(
                    username: delivery.username, password: invitation == nil ? password : nil, invitation: invitation,
                    knowledge: delivery.knowledge)
            }, link: route.link, note: route.unavailableNote)
        let names = rows.map(\.username)
        switch route.destination {
        case .file(let path): try publish(table, of: names, at: path, noting: &record)
        case .command(let command): try await pipe(table, of: names, to: command, noting: &record)
        }
    }

    /// Requests password resets for all invited accounts whose ids are not published.
    private func invite(
        _ ready: [PendingDelivery], noting record: inout DeliveryRecord
    ) async throws(JournalError) -> [AccountName: Credential.Invitation] {
        let guests = ready.filter { $0.origin.source == .invitation }
        guard !guests.isEmpty, server.stop.reason == nil else { return [:] }
        try journal.inviting(guests.map(\.username))
        let invitations = Collected<(AccountName, Credential.Invitation)>()
        let kept = Collected<DeliveryRecord.Kept>()
        await workers.run(on: guests) { guest in
            switch await requestReset(for: guest) {
            case .success(let request):
                let expires = server.timekeeper.date() + Self.lifeOfReset
                invitations.add((guest.username, Credential.Invitation(request: request, expires: expires)))
            case .failure(let error):
                kept.add(DeliveryRecord.Kept(guest.username, "no invitation: \(error)"))
            }
        }
        record.keep(kept.all)
        return Dictionary(invitations.all) { first, _ in first }
    }

    /// Requests a password reset, and repeats that until there is an answer.
    ///
    /// A request whose answer was lost may still be at work in the server, and a later one would get an id that it
    /// ends.  So the next one waits for the settle time; after an earlier process has requested one, from the start.
    private func requestReset(for guest: PendingDelivery) async -> Result<ResetRequestID, ServiceError> {
        var lost: Duration? = guest.state == .inviting ? .zero : nil
        return await attempt { () async throws(ServiceError) in
            try await server.repeatedly { () async throws(ServiceError) in
                if let since = lost { await server.timekeeper.sleepUntil(since + server.settings.settleTime) }
                do throws(ServiceError) {
                    return try await server.pass { () async throws(ServiceError) in
                        try await server.service.requestPasswordReset(for: guest.username.text)
                    }
                } catch {
                    if error.leavesOutcomeUnknown { lost = server.timekeeper.now() }
                    throw error
                }
            }
        }
    }

    /// How long flowServ accepts a reset id, in seconds.
    private static let lifeOfReset: Double = 24 * 3600

    /// Publishes credentials in the order intent, draft, completeness, link, outcome.  Wherever it is interrupted,
    /// the credentials are published once and no draft remains unnoticed.
    private func publish(
        _ table: CredentialsTable, of names: [AccountName], at path: String, noting record: inout DeliveryRecord
    ) throws(JournalError) {
        let draft = CredentialsDraft(
            try journal.beginPublication(draft: CredentialsDraft.name(for: path), path: path))
        do throws(PrivateFileError) {
            try draft.write(table.bytes)
        } catch {
            record.note("\(error)")
            return record.add(try journal.end(draft, isComplete: false), of: draft, accounts: 0)
        }
        try journal.publishing(names, in: draft.publication)
        let end = try journal.end(draft, isComplete: true)
        if end.isDelivered == true { record.delivered = names.count }
        if let failure = end.failure { record.note(failure) }
        record.add(end, of: draft, accounts: end.isDelivered == nil ? names.count : 0)
    }

    /// Sends credentials to a command, at least once: after a crash here they are sent again.
    private func pipe(
        _ table: CredentialsTable, of names: [AccountName], to command: String, noting record: inout DeliveryRecord
    ) async throws(JournalError) {
        if let failure = await CredentialsPipe(command: command).deliver(table.bytes, until: server.stop) {
            return record.note(failure)
        }
        try journal.endDeliveries(of: names)
        record.delivered = names.count
    }
}

extension DeliveryRecord {
    /// Records where a draft may remain.
    fileprivate mutating func add(_ end: PublicationEnd, of draft: CredentialsDraft, accounts: Int) {
        guard let reason = end.reason else { return }
        unseen = (unseen ?? []) + [UnseenDraft(path: draft.publication.draft, reason: reason, accounts: accounts)]
    }

    /// Returns whether the result is worth reporting.
    ///
    /// - Parameter owed: Whether a credential is owed now.
    fileprivate func isWorthTelling(owed: Bool) -> Bool { !isSuccess || owed || delivered > 0 }
}
