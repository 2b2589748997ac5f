internal import Accounts
internal import FlowServ
internal import Foundation
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

extension AccountKnowledge {
    /// Reads the columns `status`, `user_id` and `words` from a position on.
    init(_ row: Row, at position: Int) throws {
        try self.init(
            code: row[position], userID: UserIDColumn.id(row[position + 1]), words: row[position + 2])
    }
}

extension RunRecord {
    init(_ row: Row) throws {
        guard let status = Status(rawValue: row["status"]), let asOf = Day(row["as_of"] as String),
            let gate = Gate(rawValue: row["gate"]), let started = Timestamp(row["started"] as String)
        else { throw JournalError.inconsistent("a run has an unknown status, day, time or gate") }
        let decoder = JSONDecoder()
        self.init(
            id: row["id"], status: status, started: started,
            finished: (row["finished"] as String?).flatMap { Timestamp($0) }, asOf: asOf,
            rosters: try decoder.decode([RosterDigest].self, from: Data((row["rosters"] as String).utf8)),
            options: try decoder.decode(RunOptions.self, from: Data((row["options"] as String).utf8)),
            origin: try decoder.decode(RunOrigin.self, from: Data((row["origin"] as String).utf8)),
            blocked: row["blocked"], gate: gate,
            verification: try (row["verification"] as String?).map {
                try decoder.decode(Verification.self, from: Data($0.utf8))
            },
            delivery: try (row["hand_out"] as String?).map {
                try decoder.decode(DeliveryRecord.self, from: Data($0.utf8))
            })
    }
}

/// Returns JSON for a column: with sorted keys, so that equal values are equal bytes.
func columnJSON(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
