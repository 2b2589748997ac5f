internal import Accounts
public import Foundation
internal import GRDB

extension Journal {
    /// Removes the runs that ended before a moment, with their actions, and frees their space.
    ///
    /// These runs are kept: the latest run, every unfinished one, every one whose accounts wait behind its gate, and
    /// for each roster the latest run with which a plan of it is compared.  The knowledge of the accounts is
    /// unchanged, and ids that only removed runs contain become former ids: only the history becomes shorter.
    ///
    /// Call it under the run lock.
    ///
    /// - Returns: The number of removed runs.
    public func prune(before moment: Date) throws(JournalError) -> Int {
        let removed = try write { database in
            let needed = try Self.neededRuns(database)
            let runs = try Int64.fetchAll(
                database, sql: "SELECT id FROM run WHERE finished < ?", arguments: [Timestamp(moment).description]
            ).filter { !needed.contains($0) }
            for run in runs {
                try database.execute(sql: Self.keepingIDs, arguments: [run])
                try database.execute(sql: "DELETE FROM action WHERE \(Self.inRun)", arguments: [run])
                try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run])
            }
            return runs.count
        }
        if removed > 0 { try vacuum() }
        return removed
    }

    private static let keepingIDs = """
        INSERT OR IGNORE INTO former_id (username, user_id)
            SELECT username, user_id FROM action WHERE \(inRun) AND user_id IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM account
                    WHERE account.username = action.username AND account.user_id = action.user_id)
            ORDER BY action.id
        """

    /// Returns the runs that are still needed, regardless of their age.
    private static func neededRuns(_ database: Database) throws -> Set<Int64> {
        let waiting = """
            SELECT id FROM run WHERE gate = 'closed' AND EXISTS (SELECT 1 FROM action
                WHERE action.run = run.id AND \(ActionState.Code.isOpen) AND \(isHeld))
            """
        var needed = Set(try Int64.fetchAll(database, sql: waiting))
        if let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM run") { needed.insert(last) }
        var (completed, ended) = (Set<String>(), Set<String>())
        let runs = try Row.fetchCursor(
            database, sql: "SELECT * FROM run WHERE status IN ('completed', 'partial') ORDER BY id DESC")
        while let run = try runs.next().map(RunRecord.init) {
            for path in run.rosters.map({ run.origin.absolute($0.path) }) {
                let isNeeded =
                    ended.insert(path).inserted || run.status == .completed && !completed.contains(path)
                if run.status == .completed { completed.insert(path) }
                if isNeeded { needed.insert(run.id) }
            }
        }
        return needed
    }

    private func vacuum() throws(JournalError) {
        do {
            try database.vacuum()
        } catch {
            throw JournalError(writing: path, error)
        }
    }
}
