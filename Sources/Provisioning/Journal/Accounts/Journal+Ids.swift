public import Accounts
internal import FlowServ
internal import GRDB

/// A pending account whose id was unknown to flowServ at its activation.
public struct DoubtfulID: Hashable, Sendable {
    /// The account's name.
    public let username: AccountName
    /// The id that flowServ did not know.
    public let id: UserID
    /// The run in which flowServ did not know the id.
    public let run: Int64
}

/// Ids are kept: an id that flowServ does not know is tried again by the next run, and one that is given up stays in
/// the history for `account adopt`.
extension Journal {
    /// Records that flowServ did not know an account's id.  If an earlier run got the same answer, the knowledge of
    /// the account is dropped.
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

    /// Returns the pending accounts whose ids are in doubt, by username.
    public func doubtfulIDs() throws(JournalError) -> [DoubtfulID] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT username, user_id, run FROM doubt JOIN account USING (username, user_id)
                    WHERE status = 1 ORDER BY username
                    """
            ).compactMap { row in
                UserIDColumn.id(row[1]).map { DoubtfulID(username: AccountName(row[0]), id: $0, run: row[2]) }
            }
        }
    }

    /// Strands the pending accounts whose ids the listing shows under other names; these ids are dropped.
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

    /// Strands an account whose id belongs to another one, so that the id does not count as a former id either.
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

    /// Returns the ids that an account had earlier, the latest last.
    public func formerIDs(of username: AccountName) throws(JournalError) -> [UserID] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT user_id FROM former_id WHERE username = ? ORDER BY id",
                arguments: [username.text]
            ).compactMap { UserIDColumn.id($0[0]) }
        }
    }
}
