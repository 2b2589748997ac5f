internal import Accounts
internal import FlowServ
internal import GRDB
internal import Roster

extension Action {
    /// Returns the actions that match a condition, with these numbers for its placeholders.
    static func fetch(where condition: String, _ numbers: [Int64], _ database: Database) throws -> [Action] {
        let query = """
            SELECT action.id, username, kind, wanted, state, user_id, reason, attempts, http_status, error, line, source
            FROM action WHERE \(condition)
            """
        var actions: [Action] = []
        var files: [Int: String] = [:]
        try JournalStatement(query, database).forEachRow(numbers.map { .integer($0) }) { row in
            let source = row.integer(11)
            let file = try files[source] ?? Journal.file(source, database)
            files[source] = file
            actions.append(try Action(row, file: file))
        }
        return actions
    }

    private init(_ row: JournalRow, file: String) throws {
        guard let kind = Kind(code: row.integer(2)), let wanted = DesiredState(code: row.integer(3)) else {
            throw JournalError.inconsistent("an action has an unknown kind or wanted state")
        }
        self.init(
            id: Int64(row.integer(0)), username: row.name(1), kind: kind, wanted: wanted,
            state: try ActionState(code: row.integer(4), userID: row.userID(5), reason: row.text(6)),
            attempts: row.integer(7), httpStatus: row.isNull(8) ? nil : row.integer(8), error: row.text(9),
            file: file,
            line: row.integer(10))
    }
}
