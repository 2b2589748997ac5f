internal import Accounts
internal import FlowServ
internal import Roster
internal import Synchronization

extension CredentialDelivery {
    /// The credentials that are handed out now: what is in them is what was sent, or a login has proved it.
    ///
    /// Whose are kept back, and who is owed nothing any more, is in the record by name.
    func provenCredentials(
        of handingOut: HandingOut, noting record: inout HandOutRecord
    ) async throws(JournalError) -> [HandOut] {
        let unset = try journal.adoptedAccounts()
        let all = try journal.handOuts()
        let owed = all.filter(\.isOwed)
        let ready = owed.filter { $0.isCertain(in: handingOut.begunHere) && unset[$0.username] == nil }
        let certain = Set(ready.map(\.username))
        let proof = CredentialProof()
        // Adopted with the password that it has: whether that is the one that was sent only a login can tell.
        for handOut in all where handOut.isUnproven && unset[handOut.username] == nil {
            proof.keep(handOut, "its password can be proved only once the account is active")
        }
        var questions: [HandOut] = []
        for handOut in owed where !certain.contains(handOut.username) {
            if let reason = handOut.reasonToKeep(isUnset: unset[handOut.username] != nil) {
                proof.keep(handOut, reason)
            } else {
                questions.append(handOut)
            }
        }
        await workers.run(on: questions) { await prove($0, with: handingOut, into: proof) }
        let verdict = proof.verdict
        try journal.proved(verdict.ours.map(\.username))
        try journal.endHandOuts(of: verdict.foreign)
        if !verdict.foreign.isEmpty { record.passwordNotOurs = verdict.foreign }
        let told = Set((record.kept ?? []).map(\.username))
        record.keep(verdict.kept.filter { !told.contains($0.username) })
        let names = certain.union(verdict.ours.map(\.username))
        return try journal.handOuts().filter {
            names.contains($0.username) && (certain.contains($0.username) ? true : $0.isActive)
                && passwordIsThere(for: $0, in: handingOut, noting: &record)
        }
    }

    /// Logs in with a password, which proves that the account has it.
    private func prove(_ handOut: HandOut, with handingOut: HandingOut, into proof: CredentialProof) async {
        guard let password = handingOut.passwords.password(of: handOut.username, from: handOut.origin) else {
            return proof.keep(handOut, handOut.missingPassword)
        }
        let answer = await attempt { () async throws(ServiceError) in
            try await server.repeatedly { () async throws(ServiceError) in
                try await server.pass { () async throws(ServiceError) in
                    try await handingOut.logsIn(handOut.username, password)
                }
            }
        }.about(handOut.username)
        switch Outcome.Proof(of: answer, to: handOut.username) {
        case .ours: proof.prove(handOut)
        // The roster may say another password today than the one that was sent.
        case .notOurs where handOut.origin.source == .roster && handOut.run != handingOut.begunHere:
            proof.keep(handOut, HandOutRecord.Kept.edited)
        case .notOurs: proof.refute(handOut)
        case .nothing:
            proof.keep(handOut, "no login: \(answer.failure?.description ?? "")")
        }
    }

    private func passwordIsThere(
        for handOut: HandOut, in handingOut: HandingOut, noting record: inout HandOutRecord
    ) -> Bool {
        if handOut.origin.source == .invitation { return true }
        if handingOut.passwords.password(of: handOut.username, from: handOut.origin) != nil { return true }
        record.keep([HandOutRecord.Kept(handOut.username, handOut.missingPassword)])
        return false
    }
}

extension HandOut {
    /// Why no login can prove anything about it now; nil when one can.
    ///
    /// - Parameter isUnset: Whether the account was adopted and its password is still somebody else's.
    fileprivate func reasonToKeep(isUnset: Bool) -> String? {
        if state == .publishing { return "it may be in a draft that cannot be read" }
        if isUnset { return "the account was adopted, and its first password is not set yet" }
        return switch knowledge {
        case .active: nil
        case .pending: "its password can be proved only once the account is active"
        case .stranded: "the name is taken, but the server does not list the account"
        case .unknown: "the outcome of its last registration is not known"
        case nil: HandOutRecord.Kept.notListed
        }
    }

    /// Why its password cannot be made again.
    fileprivate var missingPassword: String {
        origin.source == .roster
            ? HandOutRecord.Kept.notInRoster
            : HandOutRecord.Kept.secretGone
    }
}

/// What several logins have proved.
private final class CredentialProof: Sendable {
    struct Verdict: Sendable {
        var ours: [HandOut] = []
        var foreign: [AccountName] = []
        var kept: [HandOutRecord.Kept] = []
    }

    private let state = Mutex(Verdict())

    var verdict: Verdict {
        var verdict = state.withLock { $0 }
        verdict.foreign.sort()
        return verdict
    }

    func prove(_ handOut: HandOut) { state.withLock { $0.ours.append(handOut) } }
    func refute(_ handOut: HandOut) { state.withLock { $0.foreign.append(handOut.username) } }
    func keep(_ handOut: HandOut, _ reason: String) {
        state.withLock { $0.kept.append(HandOutRecord.Kept(handOut.username, reason)) }
    }
}
