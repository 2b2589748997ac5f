import Accounts
import Foundation
import Testing

@testable import Roster

/// A name that stands in several rows which say the same is one account.
@Suite struct AgreeingRowsTests {
    private func lines(_ roster: Roster) -> [[Int]] {
        roster.entries.map { [$0.location.line] + $0.furtherLocations.map(\.line) }
    }

    @Test(arguments: [
        "username,password\nann,x\nbob,y\nann,x\n", "username\nann\nbob\n ann \n",
        "username,state\nann,active\nbob,\nann,enabled\n", "username,state\nann,\nbob,\nann,active\n",
        "username,activate_on\nann,2026-03-01\nbob,\nann,2026-03-01T00:00Z\n",
        "username,course\nann,maths\nbob,maths\nann,physics\n",
        "username,Given name,Course ID,role1\nann,Ann,1,a\nbob,Bob,1,a\nann, Ann ,2,b\n",
        "no,username\n1,ann\n2,bob\n3,ann\n", "username,password,,\nann,x\nbob,y,,\nann,x,\n",
    ])
    func `rows that agree are one account with all its places`(text: String) {
        let roster = read(text, options: RosterOptions(timeZone: .gmt))
        #expect(roster.problems == [])
        #expect(roster.usernames == ["ann", "bob"])
        #expect(lines(roster) == [[2, 4], [3]])
        #expect(roster.agreeing.map(\.username) == ["ann"])
        #expect(roster.agreeing.first?.locations.map(\.line) == [2, 4])
        #expect(roster.counts.total == 2 && roster.files.first?.rows == 3)
    }

    @Test(arguments: [
        "username,password\nann,x\nbob,y\nann,z\n", "username,password\nann,x\nbob,y\nann,\n",
        "username,state\nann,active\nbob,\nann,pending\n",
        "username,activate_on\nann,2026-03-01\nbob,\nann,2026-03-02\n",
        "username,activate_on\nann,2026-03-01\nbob,\nann,\n",
        "username,flowserv_id\nann,0123456789abcdef0123456789abcdef\nbob,\nann,\n",
        "username,Given name\nann,Ann\nbob,Bob\nann,Anna\n",
        // A person is in one of these only.
        "username,wave\nann,1\nbob,1\nann,2\n",
        "username,state\nann,active\nbob,\nann,perhaps\n",
    ])
    func `rows that contradict each other are problems`(text: String) {
        let roster = read(text)
        #expect(roster.usernames == ["bob"])
        let lines = roster.problems.filter { $0.code == .duplicateUsername }.map(\.location.line)
        #expect(lines == [2, 4])
        #expect(roster.agreeing == [])
    }

    @Test(arguments: [true, false]) func `a contradiction in another column names it`(keepsFields: Bool) {
        let options = RosterOptions(keepsFields: keepsFields)
        let roster = read("username,team,Given name\nann,red,Ann\nann,red,Anna\n", options: options)
        #expect(roster.problems.count == 2)
        for problem in roster.problems {
            guard case .duplicate(let rows) = problem.detail else { continue }
            #expect(rows.topic == .otherColumns(["Given name"]))
        }
        let wide = read("username,Title,Given name\nann,Dr,Ann\nann,Dr,Anna\n", options: options)
        guard case .duplicate(let rows) = wide.problems.first?.detail else { return }
        #expect(rows.topic == .otherColumns(keepsFields ? ["Given name"] : ["Title", "Given name"]))
    }

    @Test func `files with other columns agree when the fields do`() throws {
        let first = try TemporaryRoster("username,password,phone\nann,x,1\nbob,y,2\n")
        let second = try TemporaryRoster(
            "<users><user login='ann' password='x'/><user login='bob' password='no'/></users>", name: "team.xml")
        let roster = try RosterReader().read(paths: [first.path, second.path])
        #expect(roster.usernames == ["ann"])
        #expect(roster.entries.first?.furtherLocations.map(\.file) == [second.path])
        #expect(Set(roster.problems.map(\.username)) == ["bob"])
    }

    @Test func `an account is chosen by any of its rows`() {
        let entries = read("username,course\nann,maths\nbob,maths\nann,physics\n").entries
        func chosen(_ values: String...) -> RowFilter.Choice {
            var filter = RowFilter()
            for value in values { filter.add(field: "course", value: value) }
            return filter.choice(of: entries)
        }
        #expect(chosen("physics").entries.map(\.username) == ["ann"])
        #expect(chosen("maths", "physics").entries.map(\.username) == ["ann", "bob"])
        #expect(chosen("maths", "physics").unmet == [])
        #expect(chosen("maths", "art").unmet.map(\.value) == ["art"])
        #expect(RowFilter.values(of: "Course", in: entries, limit: 9) == ["maths", "physics"])
    }

    @Test func `a name in very many rows that agree is one account, of which twenty-one places are named`() {
        let roster = read("username\n" + String(repeating: "ann\n", count: 5_000))
        #expect(roster.isValid && roster.usernames == ["ann"])
        #expect(roster.agreeing.map(\.count) == [5_000])
        #expect(roster.agreeing.first?.locations.count == 21)
    }
}
