import Accounts
import FlowServ
import Foundation
import Roster
import Testing

@testable import Provisioning

@Suite struct RosterJoinTests {
    private func listing(_ names: [String]) -> Listing {
        Listing(
            names.enumerated().map { User(id: UserID(rawValue: "\($0.offset)"), username: AccountName($0.element)) })
    }

    private func plan(_ rows: [String], _ listed: [String]) -> PlannedChanges {
        let roster = RosterReader().read(
            bytes: ("username,password\n" + rows.map { "\"\($0)\",secret\n" }.joined()).utf8, named: "team.csv")
        return Planner(asOf: PlannerTests.today).changes(roster: roster, listing: listing(listed), knowledge: [:])
    }

    /// The larger number is looked at in several stretches.
    @Test(arguments: [3_000, 60_000])
    func `a plan of many names says of each what a comparison one by one says`(count: Int) {
        let rows = (0..<count).filter { $0 % 7 != 0 }.map { "user.\($0)" } + ["Jos\u{e9}", "\u{df}-x"]
        let listed = (0..<count + 500).filter { $0 % 5 != 0 }.map { "user.\($0)" } + ["Jose\u{301}"]
        let changes = plan(rows, listed)
        let (wanted, known) = (Set(rows.map { AccountName($0) }), Set(listed.map { AccountName($0) }))
        let due = wanted.subtracting(known).sorted()
        #expect(changes.actions.map(\.username) == due.filter { $0 != AccountName("Jos\u{e9}") })
        #expect(changes.blocked.map(\.username) == [AccountName("Jos\u{e9}")])
        #expect(changes.unmanaged == known.subtracting(wanted).sorted())
        #expect(changes.unchanged == wanted.intersection(known).count)
    }

    @Test func `the digest is that of the accounts sorted by the bytes of their names`() {
        let names = (0..<5_000).map { "user\($0 * 7_919 % 5_000)" } + ["\u{e9}", "e\u{301}", "", "user7", "user7"]
        let users = listing(names)
        let sorted = users.sorted { left, right in
            (left.username, left.id.rawValue) < (right.username, right.id.rawValue)
        }
        let text = sorted.map { "\($0.id)\t\($0.username)\n" }.joined()
        #expect(ListingDigest(users) == ListingDigest(users: names.count, sha256: TextDigest(of: text).hexadecimal))
        #expect(SortedListing(users).repeated == [AccountName("user7")])
    }

    @Test func `a name that is listed twice is unmanaged once`() {
        #expect(plan(["ann"], ["bob", "ann", "bob"]).unmanaged == [AccountName("bob")])
    }
}
