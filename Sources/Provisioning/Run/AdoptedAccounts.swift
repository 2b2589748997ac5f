internal import Accounts
internal import FlowServ
internal import Synchronization

/// The adopted accounts of a run whose passwords are still to be replaced, and their ids.
final class AdoptedAccounts: Sendable {
    private let ids = Mutex<[AccountName: UserID]>([:])

    func begin(with accounts: [AccountName: UserID]) { ids.withLock { $0 = accounts } }
    func contains(_ username: AccountName) -> Bool { ids.withLock { $0[username] != nil } }
    func remove(_ username: AccountName) { ids.withLock { $0[username] = nil } }
    var all: [AccountName: UserID] { ids.withLock { $0 } }
}

extension Executor {
    /// Gives an adopted account, as soon as it is active, a first password of ours, which ends all sessions of whoever knew
    /// the old one.  It is safe to repeat as a whole: until it has worked, the account stays adopted in the journal.
    ///
    /// - Returns: Why it could not be done; nil when it is done, or nothing is to be done.
    @discardableResult
    func replacePassword(of action: Action) async throws(ExecutionStop) -> HandOutRecord.Kept? {
        guard let id = adopted.all[action.username], action.state == .active(id) else { return nil }
        guard let password = credentials.password(action.username) else {
            return kept(action, "no password is at hand for it")
        }
        do throws(JournalError) {
            try journal.replacingPassword(of: action, with: credentials.origin(action.username))
            let answer = await reset(action.username, to: password)
            switch answer {
            case .success(let user) where user.id == id && AccountName(user.username) == action.username:
                try journal.replacedPassword(of: action.username)
                adopted.remove(action.username)
                return nil
            case .success: return kept(action, "the answer is about another account")
            case .failure(let error): return kept(action, "\(error)")
            }
        } catch {
            throw .journal(error)
        }
    }

    private func reset(_ username: AccountName, to password: Secret) async -> Result<User, ServiceError> {
        await attempt { () async throws(ServiceError) in
            try await retried { () async throws(ServiceError) in
                let request = try await pacer.pass { () async throws(ServiceError) in
                    try await service.requestPasswordReset(for: username.text)
                }
                return try await pacer.pass { () async throws(ServiceError) in
                    try await service.resetPassword(request, to: password)
                }
            }
        }
    }

    private func kept(_ action: Action, _ reason: String) -> HandOutRecord.Kept {
        HandOutRecord.Kept(action.username, "its first password could not be set: \(reason)")
    }

    /// The same for all adopted accounts of a run that are active, where it was not done when they were activated.
    ///
    /// - Returns: Whose passwords could not be replaced, and why.
    func replacePasswords(in run: RunRecord) async throws(ExecutionStop) -> [HandOutRecord.Kept] {
        guard !adopted.all.isEmpty else { return [] }
        var kept: [HandOutRecord.Kept] = []
        for name in adopted.all.keys.sorted() {
            let action: Action?
            do { action = try journal.action(of: name, in: run.id) } catch { throw .journal(error) }
            if let action, let reason = try await replacePassword(of: action) { kept.append(reason) }
        }
        return kept
    }
}
