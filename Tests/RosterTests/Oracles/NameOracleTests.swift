import TestSupport
import Testing

@testable import Roster

/// A username is what Python's `str.strip` leaves of it, as the server has it.
@Suite struct NameOracleTests {
    private struct Expected: Decodable {
        let names: [Name]
    }

    private struct Name: Decodable {
        let given: String
        let stripped: Exactly
        /// The categories of its characters that nobody can see or type.
        let hidden: [String]
    }

    private static let doubts: Set<RosterProblem.Code> = [.decoratedValue, .nullWord, .damagedValue]

    @Test func `names are stripped as Python strips them, and control characters are refused`() async throws {
        let oracle = try await PythonOracle("write_names.py", Soak.isOn ? "100000" : "3000")
        let comparison = Comparison("Names with Python's str.strip and unicodedata")
        for name in try oracle.expected(as: Expected.self).names {
            let value = name.given.replacing("\"", with: "\"\"")
            // A second column, because a delimiter within the values of a single one is a question of columns.
            let roster = read("username,seat\n\"\(value)\",1\n")
            let mustBeRefused = !Set(["Cc", "Zl", "Zp"]).isDisjoint(with: name.hidden)
            // What cannot be seen may be refused, and never changes the name.
            let mayBeRefused =
                !name.hidden.isEmpty
                || name.stripped.text.unicodeScalars.contains {
                    $0.properties.isDefaultIgnorableCodePoint || [0x2800, 0xFFFC].contains($0.value)
                        || $0.properties.generalCategory == .spaceSeparator && $0 != " "
                }
            let isRefused = roster.entries.isEmpty && !roster.isValid
            // What stands around a name, or in its place, is a rule of ours and not a question of reading.
            if isRefused, roster.problems.allSatisfy({ Self.doubts.contains($0.code) }) { continue }
            comparison.add(
                name.given.debugDescription, isRefused && mayBeRefused ? [] : roster.usernames.map(Exactly.init),
                mustBeRefused || isRefused && mayBeRefused ? [] : [name.stripped])
        }
        #expect(comparison.finish() == 0)
    }
}
