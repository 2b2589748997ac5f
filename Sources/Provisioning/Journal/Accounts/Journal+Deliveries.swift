internal import Accounts
internal import GRDB

extension Journal {
    /// Returns every delivery that has not ended, in the order of the runs and their rosters.
    public func pendingDeliveries() throws(JournalError) -> [PendingDelivery] {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT hand_out.*, status, user_id, words FROM hand_out LEFT JOIN account USING (username)
                    ORDER BY run, line, username
                    """)
            let places = try Self.places(of: Set(rows.map { $0["run"] as Int64 }), database)
            // An account whose register is in flight has no row of its own yet.
            let registering = Set(try String.fetchAll(database, sql: "SELECT username FROM action WHERE state = 1"))
            return try rows.map { row in
                let isUnknown = row["status"] == nil && registering.contains(row["username"])
                return try PendingDelivery(row, isUnknown: isUnknown)
            }.enumerated().sorted { one, other in
                func key(_ element: (offset: Int, element: PendingDelivery)) -> (Int64, Int, Int) {
                    let delivery = element.element
                    return (delivery.run, places[delivery.run]?[delivery.file] ?? .max, element.offset)
                }
                return key(one) < key(other)
            }.map(\.element)
        }
    }

    /// Returns the position of each roster among those of its run.
    private static func places(of runs: Set<Int64>, _ database: Database) throws -> [Int64: [String: Int]] {
        var places: [Int64: [String: Int]] = [:]
        for run in runs {
            guard let row = try Row.fetchOne(database, sql: "SELECT * FROM run WHERE id = ?", arguments: [run]) else {
                continue
            }
            let paths = try RunRecord(row).rosters.map(\.path)
            places[run] = Dictionary(zip(paths, paths.indices)) { first, _ in first }
        }
        return places
    }

    /// Returns the number of credentials that a run with delivery would handle.
    public func owedDeliveries() throws(JournalError) -> Int {
        try pendingDeliveries().count(where: \.isOwed)
    }

    /// Records that a login has proved that rollcall created these accounts.
    func proved(_ names: [AccountName]) throws(JournalError) {
        try write { try Self.setDeliveries(of: names, to: .created, $0) }
    }

    /// Records that password resets of these accounts are about to be requested.
    func inviting(_ names: [AccountName]) throws(JournalError) {
        try write { try Self.setDeliveries(of: names, to: .inviting, $0) }
    }

    /// Ends deliveries: they are delivered, or there is nothing to deliver.
    func endDeliveries(of names: [AccountName]) throws(JournalError) {
        try write { database in
            for name in names { try Self.endDelivery(of: name, database) }
        }
    }

    static func endDelivery(of username: AccountName, _ database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM hand_out WHERE username = ?").execute(arguments: [
            username.text
        ])
    }

    private static func setDeliveries(of names: [AccountName], to state: PendingDelivery.State, _ database: Database)
        throws
    {
        let update = try database.cachedStatement(
            sql: "UPDATE hand_out SET state = ?, publication = NULL WHERE username = ?")
        for name in names { try update.execute(arguments: [state.rawValue, name.text]) }
    }
}

extension PendingDelivery {
    fileprivate init(_ row: Row, isUnknown: Bool) throws {
        guard let state = State(rawValue: row["state"]), let source = PasswordSource(rawValue: row["source"]) else {
            throw JournalError.inconsistent("a delivery has an unknown state or source")
        }
        self.init(
            username: AccountName(row["username"]), state: state,
            origin: PasswordOrigin(
                source: source, secret: (row["secret"] as String?).map(SecretID.init(rawValue:)),
                length: row["length"]),
            run: row["run"], file: row["file"], line: row["line"], publication: row["publication"],
            knowledge: try (row["status"] as Int?).map {
                try AccountKnowledge(code: $0, userID: UserIDColumn.id(row["user_id"]), words: row["words"])
            } ?? (isUnknown ? .unknown : nil))
    }
}

extension PendingDelivery.State.Effect {
    /// Writes the effect of an event on the delivery for an action's account.
    func apply(to action: Action, _ origin: PasswordOrigin, _ database: Database) throws {
        switch self {
        case .stays:
            break
        case .begins:
            try begin(for: action, with: origin, in: database)
        case .isCreated:
            try database.cachedStatement(
                sql: "UPDATE hand_out SET state = 'created', publication = NULL WHERE username = ?"
            ).execute(arguments: [action.username.text])
        case .ends:
            // A delivery that an earlier run owes is not ended by an error of a later register.
            try database.cachedStatement(
                sql: """
                    DELETE FROM hand_out WHERE username = ? AND state = 'sent'
                        AND run = (SELECT run FROM action WHERE id = ?)
                    """
            ).execute(arguments: [action.username.text, action.id])
        case .isVoid:
            try Journal.endDelivery(of: action.username, database)
        }
    }

    /// Begins a delivery.  One that an earlier run owes remains unchanged: this register has the same password.  Only
    /// if that password cannot be derived any more does the register have another one.
    private func begin(for action: Action, with origin: PasswordOrigin, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO hand_out (username, state, source, secret, length, run, file, line)
                SELECT username, 'sent', ?, ?, ?, run, path, line FROM action JOIN source ON source.id = source
                WHERE action.id = ?
                ON CONFLICT (username) DO UPDATE SET state = 'sent', source = excluded.source,
                        secret = excluded.secret, length = excluded.length, publication = NULL
                    WHERE source IS NOT excluded.source OR secret IS NOT excluded.secret
                        OR length IS NOT excluded.length
                """
        ).execute(arguments: [origin.source.rawValue, origin.secret?.rawValue, origin.length, action.id])
    }
}
