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

    /// Records events of several actions, all or none.
    func record(_ events: [(action: Action, event: ActionEvent)]) throws(JournalError) {
        guard !events.isEmpty else { return }
        try write { database in
            for (action, event) in events { try JournalChange(action, event).apply(to: database) }
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
    /// the knowledge of its account lets the new plan settle it.
    public func supersede(_ run: RunRecord, finished: String) throws(JournalError) {
        let unsent = try openActions(of: run.id).filter { $0.state == .planned || $0.state.isRegistered }
        try write { database in
            for action in unsent {
                try JournalChange(action, .skipped("superseded by a later run")).apply(to: database)
            }
            try database.execute(
                sql: "UPDATE run SET status = 'superseded', finished = ? WHERE id = ?",
                arguments: [finished, run.id])
        }
    }
}
