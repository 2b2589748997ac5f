public import Foundation
internal import GRDB

extension Journal {
    /// Removes the runs that ended before a moment, with their actions, and gives their room back.
    ///
    /// The latest run stays, and so does every unfinished one and every one whose accounts wait behind its gate.  What is
    /// known of the accounts is not touched: only the history becomes shorter.
    ///
    /// - Returns: How many runs were removed.
    public func prune(before moment: Date) throws(JournalError) -> Int {
        let removed = try write { database in
            let runs = try Int64.fetchAll(
                database,
                sql: """
                    SELECT id FROM run WHERE finished < ? AND gate <> 'closed' AND id < (SELECT max(id) FROM run)
                    """, arguments: [Timestamp.text(moment)])
            for run in runs {
                try database.execute(sql: "DELETE FROM action WHERE \(Self.inRun)", arguments: [run])
                try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run])
            }
            return runs.count
        }
        if removed > 0 { try vacuum() }
        return removed
    }

    private func vacuum() throws(JournalError) {
        do {
            try database.vacuum()
        } catch {
            throw JournalError(writing: path, error)
        }
    }
}
