import Testing

@testable import Roster

@Suite struct ProblemListTests {
    private static let text =
        "username,state\n" + String(repeating: "alice,\nalice,pending\n", count: 15)
        + String(repeating: "bob,?\n", count: 40)

    @Test func `every problem is counted by its kind, listed or not`() {
        let roster = read(Self.text, options: RosterOptions(listedProblems: 50))
        #expect(roster.problems.count == 50)
        #expect(roster.unlistedProblems == 60)
        #expect(roster.problemCounts == [.unknownState: 40, .duplicateUsername: 70])
    }

    @Test func `the limit can be raised`() {
        let roster = read(Self.text, options: RosterOptions(listedProblems: 110))
        #expect(roster.problems.count == 110)
        #expect(roster.unlistedProblems == 0)
        #expect(roster.problems == roster.problems.sorted())
    }
}
