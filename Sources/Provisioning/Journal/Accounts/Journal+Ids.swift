public import Accounts
internal import FlowServ
internal import GRDB

/// A pending account whose id flowServ did not know when it was to be activated.
public struct DoubtedAccount: Hashable, Sendable {
    /// Whose.
    public let username: AccountName
    /// The id.
    public let id: UserID
    /// The run in which flowServ did not know it.
    public let run: Int64
}

/// Ids are kept: one that flowServ does not know is tried again by the next run, and one that is given up is in the
/// history for `account adopt`.
extension Journal {
    /// Takes down that flowServ did not know an account's id.  When an earlier run has heard the same, nothing is known of
    /// the account any more.
    static func doubt(_ username: AccountName, in action: Int64, _ database: Database) throws {
        let isDoubted = try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM doubt JOIN account USING (username, user_id) JOIN action ON action.id = ?
                    WHERE doubt.username = ? AND doubt.run < action.run)
                """, arguments: [action, username.text])
        if isDoubted == true {
            try Transition.KnowledgeChange.forgotten.apply(to: username, database)
            try database.execute(sql: "DELETE FROM doubt WHERE username = ?", arguments: [username.text])
        } else {
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO doubt (username, user_id, run)
                        SELECT account.username, account.user_id, action.run FROM account JOIN action ON action.id = ?
                        WHERE account.username = ? AND account.user_id IS NOT NULL
                    """, arguments: [action, username.text])
        }
    }

    /// The pending accounts whose ids are doubted, by username.
    public func doubtedAccounts() throws(JournalError) -> [DoubtedAccount] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT username, user_id, run FROM doubt JOIN account USING (username, user_id)
                    WHERE status = 1 ORDER BY username
                    """
            ).compactMap { row in
                UserIDColumn.id(row[1]).map { DoubtedAccount(username: AccountName(row[0]), id: $0, run: row[2]) }
            }
        }
    }

    /// Takes down which pending accounts are not what the journal holds them for: the listing shows their ids under other
    /// names.  They are stranded again, and the ids are not theirs any more.
    func strandMistaken(by listing: Listing) throws(JournalError) {
        guard !MistakenIDs(try read(Self.pendingAccounts), listing).owners.isEmpty else { return }
        try write { try Self.strandMistaken(by: listing, $0) }
    }

    static func strandMistaken(by listing: Listing, _ database: Database) throws {
        let pending = try pendingAccounts(database)
        let mistaken = MistakenIDs(pending, listing).owners
        for (name, id) in pending {
            guard let owner = mistaken[name] else { continue }
            try strand(name, becauseNot: id, words: MistakenIDs.words(id, of: owner), in: database)
        }
    }

    /// Strands an account whose id is another one's, so that it does not even count as one that the account had before.
    static func strand(
        _ name: AccountName, becauseNot id: UserID, words: String, in database: Database
    ) throws {
        try Transition.KnowledgeChange.known(.stranded(words)).apply(to: name, database)
        try JournalStatement("DELETE FROM former_id WHERE username = ? AND user_id = ?", database)
            .run(.text(name.text), UserIDColumn.value(id))
    }

    private static func pendingAccounts(_ database: Database) throws -> [(username: AccountName, id: UserID)] {
        try Row.fetchAll(database, sql: "SELECT username, user_id FROM account WHERE status = 1")
            .compactMap { row in UserIDColumn.id(row[1]).map { (username: AccountName(row[0]), id: $0) } }
    }

    /// The ids that an account had before, the latest last.
    public func formerIDs(of username: AccountName) throws(JournalError) -> [UserID] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT user_id FROM former_id WHERE username = ? ORDER BY id",
                arguments: [username.text]
            ).compactMap { UserIDColumn.id($0[0]) }
        }
    }
}
