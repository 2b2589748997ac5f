public import Accounts
internal import FlowServ
internal import GRDB

/// Accounts that were adopted: somebody else may have made them, so their passwords are replaced once they are active.
extension Journal {
    /// The adopted accounts whose passwords are still to be replaced, and their ids.
    public func adoptedAccounts() throws(JournalError) -> [AccountName: UserID] {
        try read { database in
            let rows = try Row.fetchAll(database, sql: Self.adopted)
            return Dictionary(
                rows.compactMap { row in UserIDColumn.id(row[1]).map { (AccountName(row[0]), $0) } }
            ) { first, _ in first }
        }
    }

    /// One that the server lists under another id, or has lost, is not the account that was adopted.
    private static let adopted = """
        SELECT username, user_id FROM adopted JOIN account USING (username, user_id) ORDER BY username
        """

    /// The same of those that a run deals with.
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

    /// Takes an administrator's word for the id of an account.
    ///
    /// - Parameters:
    ///   - username: The name of the account.
    ///   - id: The id that it has on the server.
    ///   - keepsPassword: Whether the account keeps the password that it has, whoever has set it.
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

    /// Takes the ids that rosters give for stranded accounts; accounts that are not stranded keep what is known.
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

    /// Takes down that the password of an adopted account is about to be replaced, and what the new one is made of.
    ///
    /// - Parameter origin: nil when it is not handed out.
    func replacingPassword(of action: Action, with origin: PasswordOrigin?) throws(JournalError) {
        guard let origin else { return }
        try write { try PendingDelivery.State.Effect.begins.apply(to: action, origin, $0) }
    }

    /// Takes down that an adopted account has the password that was made for it.
    func replacedPassword(of username: AccountName) throws(JournalError) {
        try write { database in
            try database.execute(sql: "DELETE FROM adopted WHERE username = ?", arguments: [username.text])
            try database.execute(
                sql: "UPDATE hand_out SET state = 'created', publication = NULL WHERE username = ?",
                arguments: [username.text])
        }
    }

    /// The names that the journal knows these ids of, today or from before.
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
