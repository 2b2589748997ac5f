internal import GRDB

extension Journal {
    /// Every hand-out that has not ended, in the order of the runs and of their rosters.
    public func handOuts() throws(JournalError) -> [HandOut] {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT hand_out.*, status, user_id, words FROM hand_out LEFT JOIN account USING (username)
                    ORDER BY run, line, username
                    """)
            let places = try Self.places(of: Set(rows.map { $0["run"] as Int64 }), database)
            return try rows.map(HandOut.init).enumerated().sorted { one, other in
                func key(_ element: (offset: Int, element: HandOut)) -> (Int64, Int, Int) {
                    let handOut = element.element
                    return (handOut.run, places[handOut.run]?[handOut.file] ?? .max, element.offset)
                }
                return key(one) < key(other)
            }.map(\.element)
        }
    }

    /// The place of each roster among those of its run.
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

    /// How many credentials a run that hands out would deal with.
    public func owedHandOuts() throws(JournalError) -> Int {
        try handOuts().count(where: \.isOwed)
    }

    /// Takes down that a login has proved these accounts to be ours.
    func proved(_ names: [AccountName]) throws(JournalError) {
        try write { try Self.setHandOuts(of: names, to: .created, $0) }
    }

    /// Takes down that password resets of these accounts are about to be asked for.
    func inviting(_ names: [AccountName]) throws(JournalError) {
        try write { try Self.setHandOuts(of: names, to: .inviting, $0) }
    }

    /// Ends hand-outs: they are delivered, or there is nothing of ours to deliver.
    func endHandOuts(of names: [AccountName]) throws(JournalError) {
        try write { database in
            for name in names { try Self.endHandOut(of: name, database) }
        }
    }

    static func endHandOut(of username: AccountName, _ database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM hand_out WHERE username = ?").execute(arguments: [
            username.text
        ])
    }

    private static func setHandOuts(of names: [AccountName], to state: HandOut.State, _ database: Database) throws {
        let update = try database.cachedStatement(sql: "UPDATE hand_out SET state = ? WHERE username = ?")
        for name in names { try update.execute(arguments: [state.rawValue, name.text]) }
    }

    /// Credentials on their way into a file.
    struct Publication: Hashable, Sendable {
        /// The file under its temporary name.
        let draft: String
        /// Where it belongs.
        let path: String
    }

    /// Takes down that a draft is about to be written, so that none is ever left lying about.
    func beginPublication(_ publication: Publication) throws(JournalError) {
        try write { database in
            try database.execute(
                sql: "INSERT INTO publication (only, draft, path) VALUES (1, ?, ?)",
                arguments: [publication.draft, publication.path])
        }
    }

    /// Takes down that the draft, with the credentials of these accounts, is complete and about to be published.
    func publishing(_ names: [AccountName]) throws(JournalError) {
        try write { try Self.setHandOuts(of: names, to: .publishing, $0) }
    }

    /// The publication that was begun and not ended, if there is one.
    func publication() throws(JournalError) -> Publication? {
        try read { database in
            try Row.fetchOne(database, sql: "SELECT draft, path FROM publication").map {
                Publication(draft: $0[0], path: $0[1])
            }
        }
    }

    /// Whether a publication's credentials are neither delivered nor owed again.
    func isPublishing() throws(JournalError) -> Bool {
        try read {
            try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM hand_out WHERE state = 'publishing')") == true
        }
    }

    /// Takes down how the publication came out: its credentials are delivered, or owed as before.
    func decidePublication(isDelivered: Bool) throws(JournalError) {
        try write { database in
            try database.execute(
                sql: isDelivered
                    ? "DELETE FROM hand_out WHERE state = 'publishing'"
                    : "UPDATE hand_out SET state = 'created' WHERE state = 'publishing'")
        }
    }

    /// Forgets the publication; its draft is gone.
    func forgetPublication() throws(JournalError) {
        try write { try $0.execute(sql: "DELETE FROM publication") }
    }
}

extension HandOut {
    fileprivate init(_ row: Row) throws {
        guard let state = State(rawValue: row["state"]), let source = PasswordSource(rawValue: row["source"]) else {
            throw JournalError.inconsistent("a hand-out has an unknown state or source")
        }
        self.init(
            username: AccountName(row["username"]), state: state,
            origin: PasswordOrigin(
                source: source, secret: (row["secret"] as String?).map(SecretID.init(rawValue:)),
                length: row["length"]),
            run: row["run"], file: row["file"], line: row["line"],
            knowledge: try (row["status"] as Int?).map {
                try AccountKnowledge(code: $0, userID: UserIDColumn.id(row["user_id"]), words: row["words"])
            })
    }
}

extension HandOut.State.Effect {
    /// Writes what an event does to the hand-out of an action's account.
    func apply(to action: Action, _ origin: PasswordOrigin, _ database: Database) throws {
        switch self {
        case .stays:
            break
        case .begins:
            try database.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO hand_out (username, state, source, secret, length, run, file, line)
                    SELECT username, 'sent', ?, ?, ?, run, path, line FROM action JOIN source ON source.id = source
                    WHERE action.id = ?
                    """
            ).execute(arguments: [origin.source.rawValue, origin.secret?.rawValue, origin.length, action.id])
        case .isCreated:
            try database.cachedStatement(sql: "UPDATE hand_out SET state = 'created' WHERE username = ?")
                .execute(arguments: [action.username.text])
        case .ends:
            try Journal.endHandOut(of: action.username, database)
        }
    }
}
