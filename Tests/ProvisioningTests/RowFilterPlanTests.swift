import Accounts
import FlowServ
import Foundation
import Roster
import Testing

@testable import Provisioning

/// Which rows a plan and a resumed run are about.
struct RowFilterPlanTests {
    private static let roster = "username,password,wave\nann,secret,1\nbob,secret,2\nBob,secret,3\ncid,secret,2\n"

    private func filter(_ field: String, _ value: String) -> RowFilter {
        var filter = RowFilter()
        filter.add(field: field, value: value)
        return filter
    }

    private func changes(_ filter: RowFilter, listing: [User] = []) -> PlannedChanges {
        let roster = RosterReader().read(bytes: Self.roster.utf8, named: "team.csv")
        return Planner(asOf: PlannerTests.today, filter: filter).changes(
            roster: roster, listing: listing, knowledge: [:])
    }

    @Test func `only rows that pass are planned, judged against all of them`() {
        let changes = changes(filter("wave", "2"))
        #expect(changes.actions.map(\.username.text) == ["cid"])
        #expect(changes.blocked.map(\.code) == ["similar-name"])
        #expect(changes.selection?.where == ["wave": ["2"]])
        #expect(changes.selection?.leftOut == 2)
    }

    @Test func `a listed account whose row does not pass is managed and not counted`() {
        let listing = ["ann", "zoe"].map { User(id: PlannerTests.id, username: $0) }
        let changes = changes(filter("wave", "3"), listing: listing)
        #expect(changes.unmanaged.map(\.text) == ["zoe"])
        #expect(changes.unchanged == 0)
    }

    @Test func `without a filter nothing is said about one`() {
        #expect(changes(RowFilter()).selection == nil)
    }

    @Test func `options of a run from before there were filters are read`() throws {
        let old = Data(#"{"columns":{"username":"Login"},"xmlFields":{},"skipInvalid":true}"#.utf8)
        let options = try JSONDecoder().decode(RunOptions.self, from: old)
        #expect(options.filter == nil && options.encoding == nil && options.delimiter == nil)
        #expect(options.columns == ["username": "Login"])
    }

    @Test func `options come back from the journal as they were`() throws {
        var options = RunOptions()
        options.filter = filter("wave", "2")
        options.encoding = "windows-1252"
        options.delimiter = "\t"
        #expect(try JSONDecoder().decode(RunOptions.self, from: JSONEncoder().encode(options)) == options)
    }
}
