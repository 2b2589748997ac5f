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
        var parts: [String] = []
        func take(_ event: XMLEvent) {
            switch event {
            case .start(let name, let attributes, _):
                let names = attributes.filter { $0.name == "name" || $0.name == "value" }.map(\.value)
                parts += names.map { "\(name) \($0)" }
            case .failure(let failure): Issue.record("\(failure)")
            case .end, .text: break
            }
        }
        schema.withUnsafeBytes { parser.parse($0, isLast: false, handler: take) }
        parser.parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true, handler: take)
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
