import Accounts
import Testing

@testable import Roster

@Suite struct DuplicateTests {
    @Test func `every row of a name whose rows do not agree is a problem that names the others`() {
        let roster = read("username,state\nalice,\nbob,\n alice ,\nalice,pending\n")
        #expect(roster.usernames == ["bob"])
        #expect(roster.marks == ["2:1 duplicate-username", "4:1 duplicate-username", "5:1 duplicate-username"])
        let others = [4, 5].map { SourceLocation(file: "team.csv", line: $0, column: 1) }
        #expect(
            roster.problems.first?.detail
                == .duplicate(DuplicateRows(count: 3, others: others, topic: .fields([.state]))))
        #expect(roster.problems.map(\.username) == ["alice", "alice", "alice"])
        #expect(roster.problems.last?.relatedLocations.map(\.line) == [2, 4])
        #expect(roster.isComplete)
    }

    @Test func `rows of one name in two files that do not agree are problems`() throws {
        let first = try TemporaryRoster("username\nalice\nbob\n")
        let second = try TemporaryRoster("<users><user username='alice' state='pending'/></users>", name: "team.xml")
        let roster = try RosterReader().read(paths: [first.path, second.path])
        #expect(roster.usernames == ["bob"])
        #expect(roster.files.map(\.rows) == [2, 1])
        #expect(Set(roster.problems.map(\.location.file)) == [first.path, second.path])
    }

    @Test func `a file given twice has every row twice, which is no harm`() throws {
        let file = try TemporaryRoster("username,password\nalice,secret\n")
        let roster = try RosterReader().read(paths: [file.path, file.path])
        #expect(roster.isValid)
        #expect(roster.usernames == ["alice"])
        #expect(roster.agreeing.map(\.locations.count) == [2])
    }

    @Test func `two spellings of the same letters are two accounts`() {
        let roster = read("username\nJos\u{E9}\nJose\u{301}\nann\nAnn\n")
        #expect(roster.problems == [])
        #expect(roster.entries.count == 4)
    }

    @Test func `a rejected row still counts as a row of its name`() {
        let roster = read("username,state\nalice,\nalice,maybe\nbob,\n\"bob\"x,\n")
        #expect(roster.usernames == ["bob"])
        #expect(
            roster.marks == [
                "2:1 duplicate-username", "3:1 duplicate-username", "3:7 unknown-state", "5:6 text-after-quote",
            ])
    }

    @Test func `a name in very many rows stays a bounded number of problems`() {
        let roster = read("username,state\nalice,pending\n" + String(repeating: "alice,\n", count: 4_999))
        #expect(roster.problems.count == 1_000)
        #expect(roster.unlistedProblems == 4_000)
        #expect(roster.problems.first?.relatedLocations.count == 20)
        guard case .duplicate(let rows)? = roster.problems.first?.detail else {
            Issue.record("\(roster.problems)")
            return
        }
        #expect(rows.count == 5_000)
        #expect(roster.entries.isEmpty)
    }

    @Test func `the table tells many names apart`() {
        var rows = NamedRows()
        for _ in 0..<2 {
            for number in 0..<5_000 {
                let name = Array("user\(number)".utf8)
                rows.append(name.span, at: TextPosition(), of: "team.csv", in: name.span)
            }
        }
        rows.settle()
        for number in 0..<5_000 where rows.firstRows[number + 5_000] != number {
            Issue.record("user\(number) is \(rows.firstRows[number + 5_000] ?? -1)")
        }
        #expect(rows.firstRows.count == 5_000)
        #expect(rows.name(4_321) == "user4321")
        #expect(rows.row(named: Array("user4321".utf8).span) == 4_321)
    }
}
