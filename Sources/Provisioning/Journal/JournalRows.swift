internal import FlowServ
internal import Foundation
internal import GRDB
internal import Roster

extension Action {
    /// What a query selects for ``init(_:)``; more conditions may follow.
    static let query = """
        SELECT action.id, username, kind, wanted, state, user_id, reason, attempts, http_status, error, path, line
        FROM action JOIN source ON source.id = source
        """

    init(_ row: Row) throws {
        guard let kind = Kind(code: row[2]), let wanted = DesiredState(code: row[3]) else {
            throw JournalError.inconsistent("an action has an unknown kind or wanted state")
        }
        self.init(
            id: row[0], username: AccountName(row[1]), kind: kind, wanted: wanted,
            state: try ActionState(code: row[4], userID: UserIDColumn.id(row[5]), reason: row[6]),
            attempts: row[7], httpStatus: row[8], error: row[9], file: row[10], line: row[11])
    }
}

extension AccountKnowledge {
    /// From the columns `status`, `user_id` and `words`, which begin at a position.
    init(_ row: Row, at position: Int) throws {
        try self.init(
            code: row[position], userID: UserIDColumn.id(row[position + 1]), words: row[position + 2])
    }
}

extension RunRecord {
    init(_ row: Row) throws {
        guard let status = Status(rawValue: row["status"]), let asOf = Day(row["as_of"] as String),
            let gate = Gate(rawValue: row["gate"])
        else { throw JournalError.inconsistent("a run has an unknown status, day or gate") }
        let decoder = JSONDecoder()
        self.init(
            id: row["id"], status: status, started: row["started"], finished: row["finished"], asOf: asOf,
            rosters: try decoder.decode([RosterDigest].self, from: Data((row["rosters"] as String).utf8)),
            options: try decoder.decode(RunOptions.self, from: Data((row["options"] as String).utf8)),
            origin: try decoder.decode(RunOrigin.self, from: Data((row["origin"] as String).utf8)),
            blocked: row["blocked"], gate: gate,
            verification: try (row["verification"] as String?).map {
                try decoder.decode(Verification.self, from: Data($0.utf8))
            },
            handOut: try (row["hand_out"] as String?).map {
                try decoder.decode(HandOutRecord.self, from: Data($0.utf8))
            })
    }
}

/// JSON for a column: sorted keys, so that equal values are equal bytes.
func columnJSON(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
