internal import Accounts
internal import FlowServ
internal import Foundation

/// Hands out the credentials that are owed at the end of a run.
struct CredentialDelivery: Sendable {
    /// How they are handed out; nil when nobody asked for them.
    let route: DeliveryRoute?
    let journal: Journal
    let server: ServerAccess
    let workers: WorkerPool

    /// Hands out every credential that is owed, those of earlier runs too.
    ///
    /// - Parameter unset: The adopted accounts whose first passwords could not be set.
    /// - Returns: What became of them; nil when nothing was owed.
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

    /// Asks for the password resets of everybody who is invited and whose id is not published.
    private func invite(
        _ ready: [PendingDelivery], noting record: inout DeliveryRecord
    ) async throws(JournalError) -> [AccountName: Credential.Invitation] {
        let guests = ready.filter { $0.origin.source == .invitation }
        guard !guests.isEmpty, server.stop.reason == nil else { return [:] }
        try journal.inviting(guests.map(\.username))
        let invitations = Collected<(AccountName, Credential.Invitation)>()
        let kept = Collected<DeliveryRecord.Kept>()
        await workers.run(on: guests) { guest in
            let answer = await attempt { () async throws(ServiceError) in
                try await server.repeatedly { () async throws(ServiceError) in
                    try await server.pass { () async throws(ServiceError) in
                        try await server.service.requestPasswordReset(for: guest.username.text)
                    }
                }
            }
            switch answer {
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

    /// Seconds for which flowServ takes a reset id.
    private static let lifeOfReset: Double = 24 * 3600

    /// Intent, draft, its completeness, link, outcome: whatever it is cut at, the credentials are published once, and no
    /// draft stays behind unnoticed.
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

    /// At least once: what a crash leaves here is handed to the command again.
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
    /// Takes down where a draft may still lie.
    fileprivate mutating func add(_ end: PublicationEnd, of draft: CredentialsDraft, accounts: Int) {
        guard let reason = end.reason else { return }
        unseen = (unseen ?? []) + [UnseenDraft(path: draft.publication.draft, reason: reason, accounts: accounts)]
    }

    /// Whether there is anything to say.
    ///
    /// - Parameter owed: Whether somebody still waits for a credential now.
    fileprivate func isWorthTelling(owed: Bool) -> Bool { !isSuccess || owed || delivered > 0 }
}
