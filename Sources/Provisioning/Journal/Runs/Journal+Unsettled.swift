public import Accounts
internal import GRDB

/// An account whose register was sent and whose outcome is unknown.
public struct UnsettledAccount: Hashable, Sendable {
    /// The account's name.
    public let username: AccountName
    /// Whether the account would be pending, so that no listing can show it.
    public let isPending: Bool
    /// The roster file.
    public let file: String
    /// The line in it, counted from 1.
    public let line: Int
}

extension Journal {
    /// Returns the accounts whose registers are not settled, by username.
    public func unsettledAccounts() throws(JournalError) -> [UnsettledAccount] {
        let names = try unresolvedAccounts().filter { $0.knowledge == .unknown }.map(\.username)
        if names.isEmpty { return [] }
        let sent: [AccountName: UnsettledAccount] = try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT username, max(wanted = 1 OR gate <> 'none') AS pending, path, line, max(action.id)
                    FROM action JOIN run ON run.id = action.run JOIN source ON source.id = source
                    WHERE \(ActionState.Code.isOpen) AND state IN (1, 2) GROUP BY username
                    """)
            return Dictionary(
                rows.map { row in
                    let name = AccountName(row[0])
                    return (name, UnsettledAccount(username: name, isPending: row[1], file: row[2], line: row[3]))
                }
            ) { first, _ in first }
        }
        // The state is unknown if the run was pruned.
        return names.map {
            sent[$0] ?? UnsettledAccount(username: $0, isPending: true, file: "an earlier run", line: 0)
        }
    }
}
