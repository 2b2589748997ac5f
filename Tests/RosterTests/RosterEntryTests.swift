import Accounts
import Testing

@testable import Roster

@Suite struct RosterEntryTests {
    private let place = SourceLocation(file: "team.csv", line: 2, column: 1)

    @Test(arguments: [DesiredState.active, .pending])
    func `activate_on is pending before its day and active from it on`(state: DesiredState) throws {
        let entry = RosterEntry(
            username: "alice", state: state, activateOn: Day("2026-03-01"), location: place)
        #expect(entry.state(asOf: try #require(Day("2026-02-28"))) == .pending)
        #expect(entry.state(asOf: try #require(Day("2026-03-01"))) == .active)
        #expect(entry.state(asOf: try #require(Day("2027-01-01"))) == .active)
    }

    @Test(arguments: [DesiredState.active, .pending])
    func `without a day the state's word counts`(state: DesiredState) throws {
        let entry = RosterEntry(username: "alice", state: state, location: place)
        #expect(entry.state(asOf: try #require(Day("2026-02-28"))) == state)
    }

    @Test func `fields are kept by their header, passwords are not`() {
        let entry = read(
            "UserName,Wave,Password,New Password [Required],,Wave\nalice, 2,s3cret,n3w,x,3\n"
        ).entries.first
        #expect(entry?.fields == ["UserName": "alice", "Wave": " 2"])
        #expect(entry?.value(of: "Wave") == " 2")
        #expect(entry?.value(of: "wave") == nil)
    }

    @Test func `an entry made of a dictionary has its fields`() {
        let entry = RosterEntry(username: "alice", fields: ["wave": "2", "team": "x"], location: place)
        #expect(entry.fields == ["wave": "2", "team": "x"])
        #expect(entry.value(of: "team") == "x")
    }
}
