internal import Accounts
internal import Foundation
internal import GRDB

extension Journal {
    /// Every action of a run, by username.
    public func actions(of run: Int64) throws(JournalError) -> [Action] {
        try actions(Self.inRun + " ORDER BY action.id", [run])
    }

    /// The condition of being an action of the run that is the first argument: a range of ids, no search.
    static let inRun = """
        run = ?1 AND action.id >= (SELECT first_action FROM run WHERE id = ?1)
            AND action.id < (SELECT first_action + planned FROM run WHERE id = ?1)
        """

    /// The actions of a run that are not as planned, or sent without a known outcome, by username.
    public func unsuccessfulActions(of run: Int64) throws(JournalError) -> [Action] {
        let open = try actions("run = ? AND \(ActionState.Code.isOpen) AND state BETWEEN 1 AND 3", [run])
        let failed = try actions("run = ? AND \(ActionState.Code.isFailed)", [run])
        return (open + failed).sorted { $0.id < $1.id }
    }

    /// What a run has still to do, by username.
    public func openActions(of run: Int64) throws(JournalError) -> [Action] {
        try openActions(of: run, after: 0, limit: .max)
    }

    /// A page of what a run has still to do, by username.
    ///
    /// - Parameter last: The last action of the page before; 0 for the first page.
    func openActions(of run: Int64, after last: Int64, limit: Int) throws(JournalError) -> [Action] {
        try actions(
            "run = ? AND \(ActionState.Code.isOpen) AND action.id > ? ORDER BY action.id LIMIT ?",
            [run, last, Int64(limit)])
    }

    /// How much a run has still to do.
    func openCount(of run: Int64) throws(JournalError) -> Int {
        try read { database in
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM action WHERE run = ? AND \(ActionState.Code.isOpen)",
                arguments: [run]
            ) ?? 0
        }
    }

    /// How many accounts a run has still to activate whose ids are known.
    func activationCount(of run: Int64) throws(JournalError) -> Int {
        try read { database in
            try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM action
                    WHERE run = ? AND \(ActionState.Code.isOpen) AND state IN (3, 4) AND wanted = 0
                    """, arguments: [run]) ?? 0
        }
    }

    /// What a run does with one account.
    func action(of username: AccountName, in run: Int64) throws(JournalError) -> Action? {
        let id: Int64? = try read { database in
            try Int64.fetchOne(
                database, sql: "SELECT id FROM action WHERE \(Self.inRun) AND username = ?2",
                arguments: [run, username.text])
        }
        guard let id else { return nil }
        return try actions(id...id, of: run).first
    }

    /// These actions, by username.
    func actions(_ ids: ClosedRange<Int64>, of run: Int64) throws(JournalError) -> [Action] {
        try actions(
            "run = ? AND action.id BETWEEN ? AND ? ORDER BY action.id", [run, ids.lowerBound, ids.upperBound])
    }

    private func actions(_ condition: String, _ numbers: [Int64]) throws(JournalError) -> [Action] {
        try read { try Action.fetch(where: condition, numbers, $0) }
    }

    /// Whether a run may still send registers.
    public func hasUnsent(_ run: Int64) throws(JournalError) -> Bool {
        try read { database in
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM action WHERE run = ? AND \(ActionState.Code.isOpen) AND state <= 2)
                    """, arguments: [run]) ?? false
        }
    }

    /// Records what a dead process left: a register that was in flight has an unknown outcome.
    ///
    /// Call it under the run lock before anything is planned or sent.
    public func recoverInFlight() throws(JournalError) {
        try write { database in
            for action in try Action.fetch(where: "state = 1", [], database) {
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
        let unsent = try Action.fetch(
            where: "run = ? AND \(ActionState.Code.isOpen) AND (state = 0 OR (state = 4 AND wanted = 0 AND ?))",
            [run.id, run.gate != .closed ? 1 : 0], database)
        for action in unsent {
            try JournalChange(action, .skipped("superseded by a later run")).apply(to: database)
        }
        try database.execute(
            sql: "UPDATE run SET status = 'superseded', finished = ? WHERE id = ?",
            arguments: [Timestamp(now).description, run.id])
    }

    static let unfinished = "SELECT * FROM run WHERE status IN ('running', 'interrupted')"
}
