internal import Accounts
internal import FlowServ
public import Foundation
internal import GRDB
internal import Roster

extension Journal {
    /// Begins a run: the run and all its actions are durable when this returns, or nothing has changed.
    ///
    /// The first run binds the journal to its server.  An unfinished run is superseded, and the knowledge of the
    /// accounts is updated from the listing.
    public func begin(_ opening: NewRun) throws(JournalError) -> RunRecord {
        try write { database in
            try bind(for: opening, database)
            try Self.supersedeUnfinished(at: opening.now, database)
            if let listing = opening.listing { try Self.strandMistaken(by: listing, database) }
            try Self.adopt(opening.adopted, database)
            let listed = opening.listing.map(ListingIndex.init)
            if let listed {
                try Self.reconcile(with: listed, database)
                try Self.releaseHeld(by: listed, database)
            }
            try Self.passWaves(to: opening.plan, listed: listed, in: database)
            let run = try Self.insertRun(opening, into: database)
            try Self.insert(opening.plan.actions, of: run, into: database)
            return try Self.run(run, database)
        }
    }

    /// Binds the journal to the server of its first run, and refuses a run on another one.
    private func bind(for opening: NewRun, _ database: Database) throws {
        let server = opening.plan.server
        try Self.bind(to: server, shard: opening.options.shard, database)
        let recorded = try String.fetchOne(database, sql: "SELECT url FROM server") ?? server
        guard ServerAddress.areSame(recorded, server) else {
            throw JournalError.otherServer(path: path, recorded: recorded, wanted: server)
        }
    }

    private static func insertRun(_ opening: NewRun, into database: Database) throws -> Int64 {
        try database.execute(
            sql: """
                INSERT INTO run (status, started, as_of, rosters, options, origin, blocked, planned, first_action, gate)
                VALUES ('running', ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) + 1 FROM action), ?)
                """,
            arguments: [
                Timestamp(opening.now).description, opening.plan.asOf.description,
                try columnJSON(opening.plan.rosters),
                try columnJSON(opening.options), try columnJSON(opening.origin), opening.plan.blocked.count,
                opening.plan.actions.count,
                (opening.plan.isTwoPhase ? RunRecord.Gate.closed : .none).rawValue,
            ])
        return database.lastInsertedRowID
    }

    private static func insert(_ actions: [PlannedAction], of run: Int64, into database: Database) throws {
        var sources: [String: Int64] = [:]
        var last: AccountName?
        for action in inOrder(actions) {
            guard action.username != last else {
                throw JournalError.inconsistent("the plan has \(action.username) twice")
            }
            last = action.username
            let source = try sources[action.file] ?? source(action.file, database)
            sources[action.file] = source
            let state = action.action.initialState(userID: action.userID.map { .init(rawValue: $0) })
            try JournalStatement(
                """
                INSERT INTO action (run, username, kind, wanted, state, user_id, source, line)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, database
            ).run(
                .integer(run), .text(action.username.text), .integer(action.action.code), .integer(action.state.code),
                .integer(state.code.rawValue), UserIDColumn.value(state.userID), .integer(source),
                .integer(action.line))
        }
    }

    /// Returns the actions by username, as readers of the journal require.  A plan is sorted already.
    private static func inOrder(_ actions: [PlannedAction]) -> [PlannedAction] {
        let isInOrder = zip(actions, actions.dropFirst()).allSatisfy { $0.username < $1.username }
        return isInOrder ? actions : actions.sorted { $0.username < $1.username }
    }

    /// Returns the number of a roster file.
    private static func source(_ path: String, _ database: Database) throws -> Int64 {
        try database.execute(sql: "INSERT INTO source (path) VALUES (?) ON CONFLICT DO NOTHING", arguments: [path])
        return try Int64.fetchOne(database, sql: "SELECT id FROM source WHERE path = ?", arguments: [path]) ?? 0
    }

    /// Returns the roster file with a number.
    static func file(_ source: Int, _ database: Database) throws -> String {
        try String.fetchOne(database, sql: "SELECT path FROM source WHERE id = ?", arguments: [source]) ?? "?"
    }

    /// Returns the run that `resume` would continue, if there is one.
    public func unfinishedRun() throws(JournalError) -> RunRecord? {
        try read { database in
            try Row.fetchOne(database, sql: Self.unfinished).map(RunRecord.init)
        }
    }

    /// Returns whether the journal has never had a run of a roster.
    public func isNew() throws(JournalError) -> Bool {
        let hasAny: Bool? = try read { database in
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE rosters <> '[]')")
        }
        return hasAny != true
    }

    /// Returns all runs, the latest first.
    public func runs(limit: Int = 100) throws(JournalError) -> [RunRecord] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM run ORDER BY id DESC LIMIT ?", arguments: [limit])
                .map(RunRecord.init)
        }
    }

    /// Returns the number of rows that a roster had in the last completed run that read it, or nil if there is none.
    ///
    /// - Parameter path: The absolute path of the roster.
    public func rowsBefore(_ path: String) throws(JournalError) -> Int? {
        try read { database in
            let runs = try Row.fetchCursor(
                database, sql: "SELECT * FROM run WHERE status = 'completed' ORDER BY id DESC LIMIT 100")
            while let run = try runs.next().map(RunRecord.init) {
                if let roster = run.rosters.first(where: { run.origin.absolute($0.path) == path }) {
                    return roster.rows
                }
            }
            return nil
        }
    }

    /// Returns one run.
    public func run(_ id: Int64) throws(JournalError) -> RunRecord {
        try read { try Self.run(id, $0) }
    }

    static func run(_ id: Int64, _ database: Database) throws -> RunRecord {
        guard let row = try Row.fetchOne(database, sql: "SELECT * FROM run WHERE id = ?", arguments: [id]) else {
            throw JournalError.noSuchRun(id)
        }
        return try RunRecord(row)
    }

    /// Closes a run, or marks it as resumable.
    ///
    /// - Parameters:
    ///   - run: The number of the run.
    ///   - status: How it ended; an interrupted one can be resumed.
    ///   - verification: The result of the final listing, if one was read.
    ///   - delivery: The result of the delivery of credentials, if any were owed.
    ///   - now: When it ended.
    public func end(
        _ run: Int64, as status: RunRecord.Status, verification: Verification? = nil, delivery: DeliveryRecord? = nil,
        now: Date
    ) throws(JournalError) {
        let finished = status == .interrupted ? nil : Timestamp(now).description
        try write { database in
            try database.execute(
                sql: "UPDATE run SET status = ?, finished = ?, verification = ?, hand_out = ? WHERE id = ?",
                arguments: [
                    status.rawValue, finished, try verification.map(columnJSON), try delivery.map(columnJSON), run,
                ])
        }
    }

    /// Marks a run as running again.
    static func reopen(_ run: Int64, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE run SET status = 'running', finished = NULL WHERE id = ?", arguments: [run])
    }

    /// Returns the number of a run's actions, and how many of them have failed or are stranded.
    func outcomes(of run: Int64) throws(JournalError) -> (planned: Int, failed: Int) {
        let summary = try summary(of: run)
        return (summary.planned, summary.failed + summary.stranded)
    }

    /// Returns the counts of a run.
    ///
    /// Only open and failed actions are read, through their indexes; all others have succeeded.
    public func summary(of run: Int64) throws(JournalError) -> RunReport.Summary {
        try read { database in
            var summary = RunReport.Summary()
            summary.planned =
                try Int.fetchOne(database, sql: "SELECT planned FROM run WHERE id = ?", arguments: [run]) ?? 0
            summary.succeeded = summary.planned
            for condition in [ActionState.Code.isOpen, ActionState.Code.isFailed] {
                let counts = try Row.fetchCursor(
                    database, sql: "SELECT state, count(*) FROM action WHERE run = ? AND \(condition) GROUP BY state",
                    arguments: [run])
                while let row = try counts.next() { try summary.move(row[1], to: ActionState.Code(rawValue: row[0])) }
            }
            return summary
        }
    }
}

extension RunReport.Summary {
    /// Counts actions in a state other than success.
    fileprivate mutating func move(_ count: Int, to state: ActionState.Code?) throws {
        succeeded -= count
        switch state {
        case .planned, .registered: break
        case .registering, .unknown, .activating: unknown += count
        case .rejected: failed += count
        case .stranded: stranded += count
        case .skipped: skipped += count
        case .active, nil: throw JournalError.inconsistent("an action is in a state that is not open")
        }
    }
}
