import Accounts
import Foundation
import Testing

@testable import Roster

/// `samples/roster.xsd` and the reader mean the same.
@Suite struct RosterSchemaTests {
    /// The named parts of the schema: "element username", "attribute state", "enumeration active".
    private func parts() throws -> [String] {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let schema = try Data(contentsOf: package.appendingPathComponent("samples/roster.xsd"))
        let parser = XMLPushParser()
        schema.withUnsafeBytes { parser.parse($0, isLast: false) }
        parser.parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
        let events = parser.events
        if let failure = events.failure { Issue.record("\(failure)") }
        var parts: [String] = []
        var attributes = events.attributes[...]
        for event in events.events where event.kind == .start {
            let own = attributes.prefix(Int(event.attributes))
            attributes = attributes.dropFirst(own.count)
            for attribute in own where ["name", "value"].contains(events.names[Int(attribute.name)]) {
                let value = String(decoding: events.text[attribute.value], as: UTF8.self)
                parts.append("\(events.names[Int(event.name)]) \(value)")
            }
        }
        return parts
    }

    private func named(_ kind: String) throws -> Set<String> {
        Set(try parts().filter { $0.hasPrefix(kind + " ") }.map { String($0.dropFirst(kind.count + 1)) })
    }

    @Test func `the schema has every field, as an attribute and as an element, and no other`() throws {
        let fields = Set(RosterField.allCases.map(\.rawValue))
        #expect(try named("attribute") == fields)
        #expect(try named("element") == fields.union(["users", "user"]))
    }

    @Test func `the states of the schema are states`() throws {
        let words = try named("enumeration")
        #expect(words == ["", "active", "pending"])
        for word in words where !word.isEmpty {
            #expect(StateWords.meaning(word, negated: false) == DesiredState(rawValue: word).map { .wanted($0) })
        }
    }

    @Test func `the length of the schema's names is flowServ's`() throws {
        #expect(try named("maxLength") == ["\(NameRules.longestName)"])
    }
}
