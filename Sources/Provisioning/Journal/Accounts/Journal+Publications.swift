internal import Accounts
internal import GRDB

extension Journal {
    /// Credentials on their way into a file.
    struct Publication: Hashable, Sendable {
        /// The journal's number for it.
        let id: Int64
        /// The file under its temporary name.
        let draft: String
        /// Where it belongs.
        let path: String
    }

    /// Takes down that a draft is about to be written, so that none is ever left lying about.
    func beginPublication(draft: String, path: String) throws(JournalError) -> Publication {
        try write { database in
            try database.execute(
                sql: "INSERT INTO publication (draft, path) VALUES (?, ?)", arguments: [draft, path])
            return Publication(id: database.lastInsertedRowID, draft: draft, path: path)
        }
    }

    /// Takes down that a draft, with the credentials of these accounts, is complete and about to be published.
    func publishing(_ names: [AccountName], in publication: Publication) throws(JournalError) {
        try write { database in
            let update = try database.cachedStatement(
                sql: "UPDATE hand_out SET state = 'publishing', publication = ? WHERE username = ?")
            for name in names { try update.execute(arguments: [publication.id, name.text]) }
        }
    }

    /// The publications that were begun and not ended, the oldest first.
    func publications() throws(JournalError) -> [Publication] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT id, draft, path FROM publication ORDER BY id").map {
                Publication(id: $0[0], draft: $0[1], path: $0[2])
            }
        }
    }

    /// How many accounts' credentials are in a draft and are neither delivered nor owed again.
    func undecided(in publication: Publication) throws(JournalError) -> Int {
        try read {
            try Int.fetchOne(
                $0, sql: "SELECT count(*) FROM hand_out WHERE publication = ?", arguments: [publication.id]) ?? 0
        }
    }

    /// Takes down how a publication came out: its credentials are delivered, or owed as before.
    func decide(_ publication: Publication, isDelivered: Bool) throws(JournalError) {
        try write { database in
            try database.execute(
                sql: isDelivered
                    ? "DELETE FROM hand_out WHERE publication = ?"
                    : "UPDATE hand_out SET state = 'created', publication = NULL WHERE publication = ?",
                arguments: [publication.id])
        }
    }

    /// Forgets a publication; its draft is gone.
    func forget(_ publication: Publication) throws(JournalError) {
        try write { try $0.execute(sql: "DELETE FROM publication WHERE id = ?", arguments: [publication.id]) }
    }
}
