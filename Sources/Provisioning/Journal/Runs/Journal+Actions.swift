internal import Accounts
internal import Foundation
internal import GRDB

extension Journal {
    /// Returns every action of a run, by username.
    public func actions(of run: Int64) throws(JournalError) -> [Action] {
        try actions(Self.inRun + " ORDER BY action.id", [run])
    }

    /// The condition that an action belongs to the run in the first argument: a range of ids, no search.
    static let inRun = """
        run = ?1 AND action.id >= (SELECT first_action FROM run WHERE id = ?1)
            AND action.id < (SELECT first_action + planned FROM run WHERE id = ?1)
        """

    /// Returns the actions of a run that are not as planned, or were sent without a known outcome, by username.
    public func unsuccessfulActions(of run: Int64) throws(JournalError) -> [Action] {
        let open = try actions("run = ? AND \(ActionState.Code.isOpen) AND state BETWEEN 1 AND 3", [run])
        let failed = try actions("run = ? AND \(ActionState.Code.isFailed)", [run])
        return (open + failed).sorted { $0.id < $1.id }
    }

    /// Returns the remaining actions of a run, by username.
    public func openActions(of run: Int64) throws(JournalError) -> [Action] {
        try openActions(of: run, after: 0, limit: .max)
    }

    /// Returns a page of the remaining actions of a run, by username.
    ///
    /// - Parameter last: The last action of the previous page; 0 for the first page.
    func openActions(of run: Int64, after last: Int64, limit: Int) throws(JournalError) -> [Action] {
        try actions(
            "run = ? AND \(ActionState.Code.isOpen) AND action.id > ? ORDER BY action.id LIMIT ?",
            [run, last, Int64(limit)])
    }

    /// Returns the number of remaining actions of a run.
    func openCount(of run: Int64) throws(JournalError) -> Int {
        try read { database in
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM action WHERE run = ? AND \(ActionState.Code.isOpen)",
                arguments: [run]
            ) ?? 0
        }
    }

    /// Returns the number of accounts with known ids that a run must still activate.
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

    /// Returns a run's action for one account.
    func action(of username: AccountName, in run: Int64) throws(JournalError) -> Action? {
        let id: Int64? = try read { database in
            try Int64.fetchOne(
                database, sql: "SELECT id FROM action WHERE \(Self.inRun) AND username = ?2",
                arguments: [run, username.text])
        }
        guard let id else { return nil }
        return try actions(id...id, of: run).first
    }

    /// Returns these actions, by username.
    func actions(_ ids: ClosedRange<Int64>, of run: Int64) throws(JournalError) -> [Action] {
        try actions(
            "run = ? AND action.id BETWEEN ? AND ? ORDER BY action.id", [run, ids.lowerBound, ids.upperBound])
    }

    private func actions(_ condition: String, _ numbers: [Int64]) throws(JournalError) -> [Action] {
        try read { try Action.fetch(where: condition, numbers, $0) }
    }

    /// Returns whether a run may still send registers.
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

    /// Records the state that a dead process left: a register that was in flight has an unknown outcome.
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

    /// Ends the runs that a new one replaces: unsent actions are skipped; sent ones keep their state, and the
    /// knowledge of their accounts lets the new plan settle them.  Accounts behind a closed gate stay there.
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
