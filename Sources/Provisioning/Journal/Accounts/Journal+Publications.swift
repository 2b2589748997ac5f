internal import Accounts
internal import GRDB

extension Journal {
    /// Credentials that are being written to a file.
    struct Publication: Hashable, Sendable {
        /// The journal's number of the publication.
        let id: Int64
        /// The temporary path.
        let draft: String
        /// The final path.
        let path: String
    }

    /// Records that a draft is about to be written, so that none remains unnoticed.
    func beginPublication(draft: String, path: String) throws(JournalError) -> Publication {
        try write { database in
            try database.execute(
                sql: "INSERT INTO publication (draft, path) VALUES (?, ?)", arguments: [draft, path])
            return Publication(id: database.lastInsertedRowID, draft: draft, path: path)
        }
    }

    /// Records that a draft with the credentials of these accounts is complete and about to be published.
    func publishing(_ names: [AccountName], in publication: Publication) throws(JournalError) {
        try write { database in
            let update = try database.cachedStatement(
                sql: "UPDATE hand_out SET state = 'publishing', publication = ? WHERE username = ?")
            for name in names { try update.execute(arguments: [publication.id, name.text]) }
        }
    }

    /// Returns the publications that have begun but not ended, the oldest first.
    func publications() throws(JournalError) -> [Publication] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT id, draft, path FROM publication ORDER BY id").map {
                Publication(id: $0[0], draft: $0[1], path: $0[2])
            }
        }
    }

    /// Returns the number of accounts whose credentials are in a draft and neither delivered nor owed again.
    func undecided(in publication: Publication) throws(JournalError) -> Int {
        try read {
            try Int.fetchOne(
                $0, sql: "SELECT count(*) FROM hand_out WHERE publication = ?", arguments: [publication.id]) ?? 0
        }
    }

    /// Records the result of a publication: its credentials are delivered, or owed as before.
    func decide(_ publication: Publication, isDelivered: Bool) throws(JournalError) {
        try write { database in
            try database.execute(
                sql: isDelivered
                    ? "DELETE FROM hand_out WHERE publication = ?"
                    : "UPDATE hand_out SET state = 'created', publication = NULL WHERE publication = ?",
                arguments: [publication.id])
        }
    }

    /// Deletes the record of a publication whose draft is gone.
    func forget(_ publication: Publication) throws(JournalError) {
        try write { try $0.execute(sql: "DELETE FROM publication WHERE id = ?", arguments: [publication.id]) }
    }
}
