import Accounts
import Foundation
import Testing

@testable import Roster

/// `docs/rosters.md` has the tables that the reader goes by.
@Suite struct RosterDocumentTests {
    private let rows: [[String]]

    init() throws {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let text = try String(contentsOf: package.appendingPathComponent("docs/rosters.md"), encoding: .utf8)
        rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
            line.dropFirst().dropLast().split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    /// The names of a comma-separated list, as aliases are compared.
    private func names(_ list: some StringProtocol) -> [String] {
        list.split(separator: ",").map { normalizedHeader(String($0)) }
    }

    @Test(arguments: RosterField.allCases)
    func `the headers of a field are documented in their order`(field: RosterField) throws {
        let row = try #require(rows.last { $0.first == "`\(field.rawValue)`" })
        let parts = row[1].split(separator: "; then, with the meaning turned round:")
        #expect(names(parts[0]) == field.aliases)
        let negated = RosterField.negatedStateAliases.filter { $0 != "blocksigninyesno" }
        #expect(parts.dropFirst().map(names) == (field == .state ? [negated] : []))
    }

    @Test(arguments: [
        ("active", StateWords.Meaning.wanted(.active)), ("pending, until a day in `activate_on`", .wanted(.pending)),
        ("pending, whatever `activate_on` says", .held),
        ("not wanted: the row is left out and counted", .unwanted),
    ])
    func `every word of the documented table is understood`(meaning: String, expected: StateWords.Meaning) throws {
        let row = try #require(rows.last { $0.count == 2 && $0[1] == meaning })
        for word in row[0].split(separator: ", ") {
            #expect(StateWords.meaning(String(word), negated: false) == expected, "\(word)")
        }
    }

    @Test func `every word that is understood is documented`() {
        let words = rows.filter { $0.count == 2 }.flatMap { names($0[0]) }
        #expect(StateWords.all.subtracting(words).isEmpty)
    }
}
