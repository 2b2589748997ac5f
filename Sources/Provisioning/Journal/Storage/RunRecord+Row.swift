internal import Accounts
internal import FlowServ
internal import Foundation
internal import GRDB
internal import Roster

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
