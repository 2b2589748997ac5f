import Testing

@testable import Roster

@Suite struct MessageTests {
    @Test func `a problem prints its place and its code`() {
        let location = SourceLocation(file: "team.csv", line: 3, column: 1)
        #expect(location.description == "team.csv:3:1")
        let problem = RosterProblem(location: location, detail: .csv(.textAfterQuote))
        #expect(problem.description == "team.csv:3:1: text-after-quote")
    }

    @Test func `places are ordered by file, line and column`() {
        let places = [("b", 1, 1), ("a", 10, 1), ("a", 2, 3), ("a", 2, 1)]
            .map { SourceLocation(file: $0.0, line: $0.1, column: $0.2) }
        #expect(places.sorted().map(\.description) == ["a:2:1", "a:2:3", "a:10:1", "b:1:1"])
    }

    @Test(arguments: [
        ("alice", "alice"), ("\u{1B}[31m", "\\u{1B}[31m"), ("a\nb", "a\\u{A}b"), ("José", "José"),
        ("\u{9B}x", "\\u{9B}x"), ("\u{202E}x", "\\u{202E}x"),
    ])
    func `what a terminal would obey is escaped`(text: String, expected: String) {
        #expect(escaped(text) == expected)
    }

    @Test func `long text is cut`() {
        #expect(escaped("abcdef", limit: 3) == "abc…")
        #expect(escaped("abc", limit: 3) == "abc")
    }

    @Test func `no message has a raw control character`() {
        let roster = read("username,state\na\u{1B}b,\u{1B}c\n", named: "te\u{1B}am.csv")
        #expect(roster.codes == [.controlCharacter, .unknownState])
        for problem in roster.problems {
            #expect(!problem.description.unicodeScalars.contains { $0.value < 0x20 })
        }
        #expect(roster.problems.first?.username == "a\u{1B}b")
    }

    @Test func `codes are kebab-case`() {
        for code in RosterProblem.Code.allCases {
            #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
        }
    }
}
