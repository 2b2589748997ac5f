internal import Accounts
internal import FlowServ
internal import Synchronization

/// The adopted accounts of a run whose passwords must still be replaced, and their ids.
final class AdoptedAccounts: Sendable {
    private let ids = Mutex<[AccountName: UserID]>([:])

    func load(_ accounts: [AccountName: UserID]) { ids.withLock { $0 = accounts } }
    func contains(_ username: AccountName) -> Bool { ids.withLock { $0[username] != nil } }
    func remove(_ username: AccountName) { ids.withLock { $0[username] = nil } }
    var all: [AccountName: UserID] { ids.withLock { $0 } }
}
