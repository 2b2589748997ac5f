internal import Accounts
internal import FlowServ
internal import Roster
internal import Synchronization

extension CredentialDelivery {
    /// Returns the credentials to deliver now: each of them was sent by this process, or a login has proved it.
    ///
    /// The record names the accounts whose credentials are kept back and those that are owed nothing any more.
    func provenCredentials(
        of route: DeliveryRoute, noting record: inout DeliveryRecord
    ) async throws(JournalError) -> [PendingDelivery] {
        let unset = try journal.adoptedAccounts()
        let all = try journal.pendingDeliveries()
        let owed = all.filter(\.isOwed)
        let ready = owed.filter { $0.isCertain(in: route.begunHere) && unset[$0.username] == nil }
        let certain = Set(ready.map(\.username))
        let proof = CredentialProof()
        // For an account adopted with its own password, only a login can tell whether it is the one that was sent.
        for delivery in all where delivery.isUnproven && unset[delivery.username] == nil {
            proof.keep(delivery, "its password can be proved only once the account is active")
        }
        var questions: [PendingDelivery] = []
        for delivery in owed where !certain.contains(delivery.username) {
            if let reason = delivery.reasonToKeep(isUnset: unset[delivery.username] != nil) {
                proof.keep(delivery, reason)
            } else {
                questions.append(delivery)
            }
        }
        await workers.run(on: questions) { await prove($0, with: route, into: proof) }
        let verdict = proof.verdict
        try journal.proved(verdict.ours.map(\.username))
        try journal.endDeliveries(of: verdict.foreign)
        if !verdict.foreign.isEmpty { record.passwordNotOurs = verdict.foreign }
        let told = Set((record.kept ?? []).map(\.username))
        record.keep(verdict.kept.filter { !told.contains($0.username) })
        let names = certain.union(verdict.ours.map(\.username))
        return try journal.pendingDeliveries().filter {
            names.contains($0.username) && (certain.contains($0.username) ? true : $0.isActive)
                && passwordIsThere(for: $0, in: route, noting: &record)
        }
    }

    /// Logs in with a password to prove that the account has it.
    private func prove(_ delivery: PendingDelivery, with route: DeliveryRoute, into proof: CredentialProof) async {
        guard let password = route.passwords.password(of: delivery.username, from: delivery.origin) else {
            return proof.keep(delivery, delivery.missingPassword)
        }
        let answer = await attempt { () async throws(ServiceError) in
            try await server.repeatedly { () async throws(ServiceError) in
                try await server.pass { () async throws(ServiceError) in
                    try await route.logsIn(delivery.username, password)
                }
            }
        }.about(delivery.username)
        switch Outcome.Proof(of: answer, to: delivery.username) {
        case .ours: proof.prove(delivery)
        // The roster may now have a different password from the one that was sent.
        case .notOurs where delivery.origin.source == .roster && delivery.run != route.begunHere:
            proof.keep(delivery, DeliveryRecord.Kept.edited)
        case .notOurs: proof.refute(delivery)
        case .nothing:
            proof.keep(delivery, "no login: \(answer.failure?.description ?? "")")
        }
    }

    private func passwordIsThere(
        for delivery: PendingDelivery, in route: DeliveryRoute, noting record: inout DeliveryRecord
    ) -> Bool {
        if delivery.origin.source == .invitation { return true }
        if route.passwords.password(of: delivery.username, from: delivery.origin) != nil { return true }
        record.keep([DeliveryRecord.Kept(delivery.username, delivery.missingPassword)])
        return false
    }
}

extension PendingDelivery {
    /// Returns why no login can prove the credential now; nil if one can.
    ///
    /// - Parameter isUnset: Whether the account was adopted and its password has not been replaced yet.
    fileprivate func reasonToKeep(isUnset: Bool) -> String? {
        if state == .publishing { return "it may be in a draft that cannot be read" }
        if isUnset { return "the account was adopted, and its first password is not set yet" }
        return switch knowledge {
        case .active: nil
        case .pending: "its password can be proved only once the account is active"
        case .stranded: "the name is taken, but the server does not list the account"
        case .unknown: "the outcome of its last registration is not known"
        case nil: DeliveryRecord.Kept.notListed
        }
    }

    /// The reason why the password cannot be derived again.
    fileprivate var missingPassword: String {
        origin.source == .roster
            ? DeliveryRecord.Kept.notInRoster
            : DeliveryRecord.Kept.secretGone
    }
}

/// The results of several logins.
private final class CredentialProof: Sendable {
    struct Verdict: Sendable {
        var ours: [PendingDelivery] = []
        var foreign: [AccountName] = []
        var kept: [DeliveryRecord.Kept] = []
    }

    private let state = Mutex(Verdict())

    var verdict: Verdict {
        var verdict = state.withLock { $0 }
        verdict.foreign.sort()
        return verdict
    }

    func prove(_ delivery: PendingDelivery) { state.withLock { $0.ours.append(delivery) } }
    func refute(_ delivery: PendingDelivery) { state.withLock { $0.foreign.append(delivery.username) } }
    func keep(_ delivery: PendingDelivery, _ reason: String) {
        state.withLock { $0.kept.append(DeliveryRecord.Kept(delivery.username, reason)) }
    }
}
