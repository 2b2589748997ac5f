public import FlowServ
internal import GRDB

extension Journal {
    /// What is known of every account that rollcall has dealt with.
    public func knowledge() throws(JournalError) -> [AccountName: AccountKnowledge] {
        try read { database in
            var knowledge: [AccountName: AccountKnowledge] = [:]
            let rows = try Row.fetchCursor(database, sql: "SELECT username, status, user_id, words FROM account")
            while let row = try rows.next() {
                knowledge[AccountName(row[0])] = try AccountKnowledge(word: row[1], userID: row[2], words: row[3])
            }
            return knowledge
        }
    }

    /// What is known of one account.
    public func knowledge(of username: AccountName) throws(JournalError) -> AccountKnowledge? {
        try read { database in
            try Row.fetchOne(
                database, sql: "SELECT status, user_id, words FROM account WHERE username = ?",
                arguments: [username.text]
            ).map { try AccountKnowledge(word: $0[0], userID: $0[1], words: $0[2]) }
        }
    }

    /// The accounts that need somebody: unknown and stranded ones, by username.
    public func troubledAccounts() throws(JournalError) -> [(username: AccountName, knowledge: AccountKnowledge)] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT username, status, user_id, words FROM account
                    WHERE status IN ('unknown', 'stranded') ORDER BY username
                    """
            ).map { (AccountName($0[0]), try AccountKnowledge(word: $0[1], userID: $0[2], words: $0[3])) }
        }
    }

    /// Brings the knowledge in line with a listing that was read whole: what it shows is active under the id that it
    /// gives; what was active and is not in it any more is forgotten.
    public func reconcile(with listing: some Sequence<User>) throws(JournalError) {
        let listing = Listing(listing)
        try write { try Self.reconcile(with: listing, $0) }
    }

    static func reconcile(with listing: Listing, _ database: Database) throws {
        let listed = Listed(listing)
        let rows = try Row.fetchAll(database, sql: "SELECT username, status, user_id, words FROM account")
        for row in rows {
            let name = AccountName(row[0])
            let known = try AccountKnowledge(word: row[1], userID: row[2], words: row[3])
            if let id = listed.id(of: name) {
                if known != .active(id) { try Transition.Lesson.known(.active(id)).apply(to: name, database) }
            } else if case .active = known {
                try Transition.Lesson.forgotten.apply(to: name, database)
            }
        }
    }

    /// Takes an administrator's word for what an account is.
    public func learn(_ knowledge: AccountKnowledge, about username: AccountName) throws(JournalError) {
        try write { try Transition.Lesson.known(knowledge).apply(to: username, $0) }
    }

    /// Takes the ids that rosters give for stranded accounts; accounts that are not stranded keep what is known.
    static func adopt(_ ids: [(username: AccountName, id: UserID)], _ database: Database) throws {
        for (username, id) in ids {
            try database.cachedStatement(
                sql: """
                    UPDATE account SET status = 'pending', user_id = ?, words = NULL
                    WHERE username = ? AND status = 'stranded'
                    """
            ).execute(arguments: [id.rawValue, username.text])
        }
    }

    /// Forgets an account, so that the next plan takes it for new unless the listing shows it.
    public func forget(_ username: AccountName) throws(JournalError) {
        try write { try Transition.Lesson.forgotten.apply(to: username, $0) }
    }
}

extension Transition.Lesson {
    func apply(to username: AccountName, _ database: Database) throws {
        switch self {
        case .nothing:
            break
        case .forgotten:
            try database.cachedStatement(sql: "DELETE FROM account WHERE username = ?")
                .execute(arguments: [username.text])
            // Without an account there is nothing to hand out.
            try Journal.endHandOut(of: username, database)
        case .known(let knowledge):
            let columns = knowledge.columns
            try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO account (username, status, user_id, words) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [username.text, columns.status, columns.userID, columns.words])
        }
    }
}
