public import Accounts
public import FlowServ
internal import GRDB

extension Journal {
    /// The accounts, including those whose first register is in flight or was when its process died.
    private static let known = """
        SELECT username, status, user_id, words FROM account
        UNION ALL SELECT username, 2, NULL, NULL FROM action
            WHERE state = 1 AND NOT EXISTS (SELECT 1 FROM account WHERE account.username = action.username)
        """

    /// Returns what is known of every account that rollcall has handled.
    public func knowledge() throws(JournalError) -> [AccountName: AccountKnowledge] {
        try read { database in
            var knowledge: [AccountName: AccountKnowledge] = [:]
            let rows = try Row.fetchCursor(database, sql: Self.known)
            while let row = try rows.next() { knowledge[AccountName(row[0])] = try AccountKnowledge(row, at: 1) }
            return knowledge
        }
    }

    /// Returns what is known of every account that is not active.
    ///
    /// A plan needs no more: a listed active account is evident from the listing, and an unlisted one is forgotten.
    public func knowledgeBesidesActive() throws(JournalError) -> [AccountName: AccountKnowledge] {
        try read { database in
            var knowledge: [AccountName: AccountKnowledge] = [:]
            let rows = try Row.fetchCursor(database, sql: "SELECT * FROM (\(Self.known)) WHERE status >= 1")
            while let row = try rows.next() { knowledge[AccountName(row[0])] = try AccountKnowledge(row, at: 1) }
            return knowledge
        }
    }

    /// Returns what is known of one account.
    public func knowledge(of username: AccountName) throws(JournalError) -> AccountKnowledge? {
        try read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM (\(Self.known)) WHERE username = ?", arguments: [username.text]
            ).map { try AccountKnowledge($0, at: 1) }
        }
    }

    /// Returns the accounts that need attention, unknown and stranded ones, by username.
    ///
    /// - Parameter run: A run in progress, whose requests are in flight and not lost.
    public func unresolvedAccounts(
        besides run: Int64? = nil
    ) throws(JournalError) -> [(username: AccountName, knowledge: AccountKnowledge)] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM (\(Self.known)) AS it WHERE status >= 2 AND NOT EXISTS (SELECT 1 FROM action
                        WHERE run = ? AND \(ActionState.Code.isOpen) AND state >= 1 AND action.username = it.username)
                    ORDER BY username
                    """, arguments: [run]
            ).map { (AccountName($0[0]), try AccountKnowledge($0, at: 1)) }
        }
    }

    /// Updates the knowledge from a complete listing: listed accounts are active under the listed id; active accounts
    /// that are no longer listed are forgotten.
    public func reconcile(with listing: some Sequence<User>) throws(JournalError) {
        let listed = ListingIndex(listing)
        try write { try Self.reconcile(with: listed, $0) }
    }

    static func reconcile(with listed: ListingIndex, _ database: Database) throws {
        var lessons: [(name: AccountName, lesson: Transition.KnowledgeChange)] = []
        try JournalStatement("SELECT username, status, user_id, words FROM account", database).forEachRow { row in
            let place = row.withBytes(0) { listed.place(of: $0) }
            if let place {
                // Nearly every account is unchanged.
                if row.integer(1) == 0, row.isPackedID(2),
                    row.withBytes(2, { listed.listing.hasID(packed: $0, at: place) })
                {
                    return
                }
                let known = try AccountKnowledge(code: row.integer(1), userID: row.userID(2), words: row.text(3))
                let id = listed.listing.id(at: place)
                if known != .active(id) { lessons.append((row.name(0), .known(.active(id)))) }
            } else if row.integer(1) == 0 {
                lessons.append((row.name(0), .forgotten))
            }
        }
        lessons += try owedAndListed(listed, database)
        for (name, lesson) in lessons { try lesson.apply(to: name, database) }
        // An account that is listed, or has a new id now, is no longer in doubt.
        try database.execute(
            sql: """
                DELETE FROM doubt WHERE NOT EXISTS (SELECT 1 FROM account
                    WHERE account.username = doubt.username AND account.user_id = doubt.user_id AND status = 1)
                """)
    }

    /// Returns accounts that an earlier listing lacked, that are owed something, and that are listed again.
    private static func owedAndListed(
        _ listed: ListingIndex, _ database: Database
    ) throws -> [(name: AccountName, lesson: Transition.KnowledgeChange)] {
        let names = try String.fetchAll(
            database,
            sql: """
                SELECT username FROM hand_out
                WHERE NOT EXISTS (SELECT 1 FROM account WHERE account.username = hand_out.username)
                """)
        return names.map { AccountName($0) }.compactMap { name in
            listed.id(of: name).map { (name, .known(.active($0))) }
        }
    }

    /// Records an administrator's statement about an account.
    public func learn(_ knowledge: AccountKnowledge, about username: AccountName) throws(JournalError) {
        try write { try Transition.KnowledgeChange.known(knowledge).apply(to: username, $0) }
    }

    /// Records an administrator's statement that an account was removed: the next plan treats it as new unless the
    /// listing shows it, and nothing is owed to it any more.
    public func forget(_ username: AccountName) throws(JournalError) {
        try write { database in
            try Transition.KnowledgeChange.forgotten.apply(to: username, database)
            try Self.endDelivery(of: username, database)
        }
    }

    /// Records an administrator's statement that an account's credentials are no longer needed.
    public func owesNothing(to username: AccountName) throws(JournalError) {
        try endDeliveries(of: [username])
    }
}

extension Transition.KnowledgeChange {
    /// Writes what an action revealed about an account.  Triggers keep the account's earlier id, if it had one.
    ///
    /// - Parameter action: The number of the action; 0 for none.
    func apply(to username: AccountName, in action: Int64 = 0, _ database: Database) throws {
        switch self {
        case .nothing:
            break
        case .doubted:
            try Journal.doubt(username, in: action, database)
        case .forgotten:
            // What is owed to it remains owed: the listing may be wrong.
            try JournalStatement("DELETE FROM account WHERE username = ?", database).run(.text(username.text))
        case .known(let knowledge):
            let columns = knowledge.columns
            try JournalStatement(
                """
                INSERT INTO account (username, status, user_id, words) VALUES (?, ?, ?, ?)
                ON CONFLICT (username) DO UPDATE
                    SET status = excluded.status, user_id = excluded.user_id, words = excluded.words
                """, database
            ).run(
                .text(username.text), .integer(columns.status), UserIDColumn.value(columns.userID),
                .text(columns.words))
        }
    }
}
