internal import FlowServ
internal import Foundation
internal import GRDB
internal import Roster

/// How states and knowledge are spelled in the tables.
extension ActionState {
    /// The word in the `state` column.
    var word: String {
        switch self {
        case .planned: "planned"
        case .registering: "registering"
        case .unknown: "unknown"
        case .registered: "registered"
        case .activating: "activating"
        case .active: "active"
        case .rejected: "rejected"
        case .stranded: "stranded"
        case .skipped: "skipped"
        }
    }

    init(word: String, userID: String?, reason: String?) throws(JournalError) {
        switch (word, userID.map(UserID.init(rawValue:)), reason) {
        case ("planned", nil, nil): self = .planned
        case ("registering", nil, nil): self = .registering
        case ("unknown", nil, nil): self = .unknown
        case ("registered", let id?, nil): self = .registered(id)
        case ("activating", let id?, nil): self = .activating(id)
        case ("active", let id?, nil): self = .active(id)
        case ("rejected", nil, let reason?): self = .rejected(reason)
        case ("stranded", nil, let reason?): self = .stranded(reason)
        case ("skipped", nil, let reason?): self = .skipped(reason)
        default: throw .inconsistent("an action is in the state \"\(word)\", which does not fit its other columns")
        }
    }
}

extension AccountKnowledge {
    init(word: String, userID: String?, words: String?) throws(JournalError) {
        switch (word, userID.map(UserID.init(rawValue:)), words) {
        case ("active", let id?, nil): self = .active(id)
        case ("pending", let id?, nil): self = .pending(id)
        case ("unknown", nil, nil): self = .unknown
        case ("stranded", nil, let words?): self = .stranded(words)
        default: throw .inconsistent("an account is \"\(word)\", which does not fit its other columns")
        }
    }

    /// The values of the columns `status`, `user_id` and `words`.
    var columns: (status: String, userID: String?, words: String?) {
        switch self {
        case .active(let id): ("active", id.rawValue, nil)
        case .pending(let id): ("pending", id.rawValue, nil)
        case .unknown: ("unknown", nil, nil)
        case .stranded(let words): ("stranded", nil, words)
        }
    }
}

extension Action {
    init(_ row: Row) throws {
        guard let kind = Kind(rawValue: row["kind"]), let wanted = DesiredState(rawValue: row["wanted"]) else {
            throw JournalError.inconsistent("an action has an unknown kind or wanted state")
        }
        self.init(
            id: row["id"], username: AccountName(row["username"]), kind: kind, wanted: wanted,
            state: try ActionState(word: row["state"], userID: row["user_id"], reason: row["reason"]),
            attempts: row["attempts"], httpStatus: row["http_status"], error: row["error"], file: row["file"],
            line: row["line"])
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
