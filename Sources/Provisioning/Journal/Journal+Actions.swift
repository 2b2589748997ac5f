internal import Foundation
internal import GRDB

extension Journal {
    /// Every action of a run, by username.
    public func actions(of run: Int64) throws(JournalError) -> [Action] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM action WHERE run = ? ORDER BY username", arguments: [run]
            ).map(Action.init)
        }
    }

    /// What a run has still to do, by username.
    public func openActions(of run: Int64) throws(JournalError) -> [Action] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM action WHERE run = ?
                        AND (state IN ('planned', 'registering', 'unknown', 'activating')
                            OR (state = 'registered' AND wanted = 'active'))
                    ORDER BY username
                    """, arguments: [run]
            ).map(Action.init)
        }
    }

    /// Whether a run may still send registers.
    public func hasUnsent(_ run: Int64) throws(JournalError) -> Bool {
        try read { database in
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM action WHERE run = ? AND state IN ('planned', 'registering', 'unknown'))
                    """, arguments: [run]) ?? false
        }
    }

    /// Records what a dead process left: a register that was in flight has an unknown outcome.
    ///
    /// Call it under the run lock before anything is planned or sent.
    public func recoverInFlight() throws(JournalError) {
        try write { database in
            let dead = try Row.fetchAll(database, sql: "SELECT * FROM action WHERE state = 'registering'")
            for action in try dead.map(Action.init) {
                try JournalChange(action, .registerLost, error: "the run ended before the answer came")
                    .apply(to: database)
            }
        }
    }

    /// Ends a run that a new one takes over: what was not sent is skipped; what was sent keeps its state, and
    /// the knowledge of its account lets the new plan settle it.  Accounts behind a closed gate stay there.
    static func supersedeUnfinished(at now: Date, _ database: Database) throws {
        guard let row = try Row.fetchOne(database, sql: unfinished) else { return }
        let run = try RunRecord(row)
        let unsent = try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM action WHERE run = ?
                    AND (state = 'planned' OR (state = 'registered' AND wanted = 'active' AND ?))
                """, arguments: [run.id, run.gate != .closed])
        for action in try unsent.map(Action.init) {
            try JournalChange(action, .skipped("superseded by a later run")).apply(to: database)
        }
        try database.execute(
            sql: "UPDATE run SET status = 'superseded', finished = ? WHERE id = ?",
            arguments: [Timestamp.text(now), run.id])
    }

    static let unfinished = "SELECT * FROM run WHERE status IN ('running', 'interrupted')"
}
