internal import FlowServ
public import Foundation
internal import GRDB
internal import Roster

extension Journal {
    /// Begins a run: the run and all its actions are durable when this returns.
    ///
    /// - Throws: ``JournalError/inconsistent(_:)`` when an unfinished run is still there; supersede or resume it
    ///   first.
    public func beginRun(_ plan: Plan, options: RunOptions, now: Date) throws(JournalError) -> RunRecord {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO run (status, started, as_of, rosters, options, blocked)
                    VALUES ('running', ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Timestamp.text(now), plan.asOf.description, try columnJSON(plan.rosters),
                    try columnJSON(options), plan.blocked.count,
                ])
            let run = database.lastInsertedRowID
            let insert = try database.makeStatement(
                sql: """
                    INSERT INTO action (run, username, kind, wanted, state, user_id, file, line)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            for action in plan.actions {
                let state = action.action.initialState(userID: action.userID.map { .init(rawValue: $0) })
                try insert.execute(arguments: [
                    run, action.username.text, action.action.rawValue, action.state.rawValue, state.word,
                    state.userID?.rawValue, action.file, action.line,
                ])
            }
            return try Self.run(run, database)
        }
    }

    /// The run that `resume` would continue, if there is one.
    public func unfinishedRun() throws(JournalError) -> RunRecord? {
        try read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM run WHERE status IN ('running', 'interrupted')")
                .map(RunRecord.init)
        }
    }

    /// All runs, the latest first.
    public func runs(limit: Int = 100) throws(JournalError) -> [RunRecord] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM run ORDER BY id DESC LIMIT ?", arguments: [limit])
                .map(RunRecord.init)
        }
    }

    /// One run.
    public func run(_ id: Int64) throws(JournalError) -> RunRecord {
        try read { try Self.run(id, $0) }
    }

    private static func run(_ id: Int64, _ database: Database) throws -> RunRecord {
        guard let row = try Row.fetchOne(database, sql: "SELECT * FROM run WHERE id = ?", arguments: [id]) else {
            throw JournalError.noSuchRun(id)
        }
        return try RunRecord(row)
    }

    /// Closes a run, or marks it as one to resume.
    public func end(_ run: Int64, as status: RunRecord.Status, now: Date) throws(JournalError) {
        let finished = status == .interrupted ? nil : Timestamp.text(now)
        try write { database in
            try database.execute(
                sql: "UPDATE run SET status = ?, finished = ? WHERE id = ?",
                arguments: [status.rawValue, finished, run])
        }
    }

    /// Marks an interrupted run as going on again.
    public func reopen(_ run: Int64) throws(JournalError) {
        try write { database in
            try database.execute(sql: "UPDATE run SET status = 'running' WHERE id = ?", arguments: [run])
        }
    }
}

/// Points in time as the journal, plans and reports spell them.
public enum Timestamp {
    /// RFC 3339 in UTC with whole seconds.
    public static func text(_ date: Date) -> String {
        date.formatted(.iso8601)
    }

    /// The date that such a text stands for.
    public static func date(_ text: String) -> Date? {
        try? Date(text, strategy: .iso8601)
    }
}
