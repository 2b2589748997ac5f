import Accounts
import Foundation
import Provisioning
import Roster

/// The JSON form of a plan, `rollcall.plan/1`, written in pieces: its long lists are never held as text.
///
/// It equals the output of ``JSONOutput`` for the plan, byte for byte.
struct PlanJSON {
    let plan: Plan

    /// Delivers the bytes in pieces.
    func write(_ take: ([UInt8]) throws -> Void) throws {
        // The encoder writes everything except the long lists, which are inserted where it leaves them empty.
        var short = plan
        (short.actions, short.blocked, short.unmanaged) = ([], [], [])
        short.protected = plan.protected.map { _ in [] }
        var json = Substring(try JSONOutput.text(short))
        var pieces = JSONPieces()
        // In the order of names, as the encoder sorts them.
        try put("actions", plan.actions, into: &json, by: &pieces, taking: take) { $0.add($1) }
        try put("blocked", plan.blocked, into: &json, by: &pieces, taking: take) { $0.add($1) }
        if let names = plan.protected {
            try put("protected", names, into: &json, by: &pieces, taking: take) { $0.add($1.text) }
        }
        try put("unmanaged", plan.unmanaged, into: &json, by: &pieces, taking: take) { $0.add($1.text) }
        pieces.raw(json)
        try take(pieces.bytes)
    }

    private func put<Element>(
        _ name: String, _ list: [Element], into json: inout Substring, by pieces: inout JSONPieces,
        taking take: ([UInt8]) throws -> Void, adding add: (inout JSONPieces, Element) -> Void
    ) throws {
        // No text of the plan contains a raw line break, so this is the member of the plan itself.
        let key = "\n  \"\(name)\" : ["
        guard !list.isEmpty, let place = json.range(of: key + "\n\n  ]") else { return }
        pieces.raw(json[..<place.lowerBound] + key)
        json = json[place.upperBound...]
        var separator = "\n    "
        for element in list {
            pieces.raw(separator)
            separator = ",\n    "
            add(&pieces, element)
            if pieces.isFull {
                try take(pieces.bytes)
                pieces.clear()
            }
        }
        pieces.raw("\n  ]")
    }
}

extension JSONPieces {
    fileprivate mutating func add(_ action: PlannedAction) {
        raw("{\n      \"action\" : ")
        add(action.action.rawValue)
        raw(",\n      \"file\" : ")
        addAgain(action.file)
        raw(",\n      \"line\" : \(action.line)")
        member("password", action.password?.rawValue)
        member("remark", action.remark?.rawValue)
        member("state", action.state.rawValue)
        member("userID", action.userID)
        member("username", action.username.text)
        raw("\n    }")
    }

    fileprivate mutating func add(_ account: BlockedAccount) {
        raw("{\n      \"code\" : ")
        add(account.code)
        raw(",\n      \"file\" : ")
        addAgain(account.file)
        raw(",\n      \"line\" : \(account.line)")
        member("reason", account.reason)
        member("username", account.username.text)
        raw("\n    }")
    }

    private mutating func member(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        raw(",\n      \"\(name)\" : ")
        add(value)
    }
}
