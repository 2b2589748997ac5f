public import Accounts
internal import FlowServ
internal import GRDB

/// Adopted accounts: they may have been created by others, so their passwords are replaced once they are active.
extension Journal {
    /// Returns the adopted accounts whose passwords must still be replaced, and their ids.
    public func adoptedAccounts() throws(JournalError) -> [AccountName: UserID] {
        try read { database in
            let rows = try Row.fetchAll(database, sql: Self.adopted)
            return Dictionary(
                rows.compactMap { row in UserIDColumn.id(row[1]).map { (AccountName(row[0]), $0) } }
            ) { first, _ in first }
        }
    }

    /// An account that the server lists under another id, or does not know any more, is not the account that was
    /// adopted.
    private static let adopted = """
        SELECT username, user_id FROM adopted JOIN account USING (username, user_id) ORDER BY username
        """

    /// Returns the adopted accounts in a run whose passwords must still be replaced, and their ids.
    func adoptedAccounts(of run: Int64) throws(JournalError) -> [AccountName: UserID] {
        let all = try adoptedAccounts()
        guard !all.isEmpty else { return [:] }
        let names: Set<AccountName> = try read { database in
            Set(
                try all.keys.filter { name in
                    try Bool.fetchOne(
                        database,
                        sql: "SELECT EXISTS (SELECT 1 FROM action WHERE \(Self.inRun) AND username = ?2)",
                        arguments: [run, name.text]) == true
                })
        }
        return all.filter { names.contains($0.key) }
    }

    /// Records an administrator's statement of an account's id.
    ///
    /// - Parameters:
    ///   - username: The name of the account.
    ///   - id: The id that it has on the server.
    ///   - keepsPassword: Whether the account keeps its current password, whoever set it.
    public func adopt(_ username: AccountName, as id: UserID, keepsPassword: Bool) throws(JournalError) {
        try write { database in
            try Transition.KnowledgeChange.known(.pending(id)).apply(to: username, database)
            if keepsPassword {
                try database.execute(sql: "DELETE FROM adopted WHERE username = ?", arguments: [username.text])
            } else {
                try Self.mark(username, as: id, database)
            }
        }
    }

    /// Adopts the ids that rosters state for stranded accounts; other accounts are unchanged.
    static func adopt(_ ids: [(username: AccountName, id: UserID)], _ database: Database) throws {
        for (username, id) in ids {
            try JournalStatement(
                "UPDATE account SET status = 1, user_id = ?, words = NULL WHERE username = ? AND status = 3", database
            ).run(UserIDColumn.value(id), .text(username.text))
            if database.changesCount == 1 { try mark(username, as: id, database) }
        }
    }

    private static func mark(_ username: AccountName, as id: UserID, _ database: Database) throws {
        try JournalStatement("INSERT OR REPLACE INTO adopted (username, user_id) VALUES (?, ?)", database)
            .run(.text(username.text), UserIDColumn.value(id))
    }

    /// Records that the password of an adopted account is about to be replaced, and the origin of the new one.
    ///
    /// - Parameter origin: nil if the password is not delivered.
    func replacingPassword(of action: Action, with origin: PasswordOrigin?) throws(JournalError) {
        guard let origin else { return }
        try write { try PendingDelivery.State.Effect.begins.apply(to: action, origin, $0) }
    }

    /// Records that an adopted account has its new password.
    func replacedPassword(of username: AccountName) throws(JournalError) {
        try write { database in
            try database.execute(sql: "DELETE FROM adopted WHERE username = ?", arguments: [username.text])
            try database.execute(
                sql: "UPDATE hand_out SET state = 'created', publication = NULL WHERE username = ?",
                arguments: [username.text])
        }
    }

    /// Returns the names under which the journal knows these ids, now or earlier.
    public func holders(of ids: Set<UserID>) throws(JournalError) -> [UserID: Set<AccountName>] {
        guard !ids.isEmpty else { return [:] }
        return try read { database in
            var holders: [UserID: Set<AccountName>] = [:]
            try JournalStatement(
                """
                SELECT username, user_id FROM account WHERE user_id IS NOT NULL
                UNION ALL SELECT username, user_id FROM former_id
                """, database
            ).forEachRow { row in
                guard let id = row.userID(1), ids.contains(id) else { return }
                holders[id, default: []].insert(row.name(0))
            }
            return holders
        }
    }
}
