import Accounts
import FlowServ
import Roster
import Testing

@testable import Provisioning

@Suite struct SimilarNamesTests {
    private func others(than name: String, due: [String], roster: [String] = [], listed: [String] = []) -> [String] {
        var similar = SimilarNames(due.map { AccountName($0) })
        let place = SourceLocation(file: "team.csv", line: 2, column: 1)
        let users = listed.map { User(id: UserID(rawValue: "1"), username: AccountName($0)) }
        similar.compare(
            RosterEntries(roster.map { RosterEntry(username: AccountName($0), location: place) }), Listing(users))
        return similar.others(than: AccountName(name)).map(\.text)
    }

    @Test(arguments: [
        ("ann", "Ann"), ("ann.lee@example.org", "ANN.LEE@example.ORG"), ("Jos\u{e9}", "JOSE\u{301}"),
        ("stra\u{df}e", "STRASSE"), ("strasse", "Stra\u{df}e"), ("kate", "\u{212A}ATE"), ("\u{3a3}", "\u{3c3}"),
        ("stra\u{1e9e}e", "strasse"), ("stra\u{1e9e}e", "stra\u{df}e"), ("kadir", "kad\u{131}r"),
    ])
    func `names that differ by case or Unicode form find each other`(one: String, other: String) {
        #expect(others(than: one, due: [one], roster: [one, other]) == [other])
        #expect(others(than: other, due: [other], roster: [other], listed: [one]) == [one])
        #expect(others(than: one, due: [one, other]) == [other])
        #expect(others(than: one, due: ["x", one], roster: [one], listed: [other, other, one]) == [other])
    }

    @Test(arguments: [("ann", "anna"), ("ann", "a\u{f1}n"), ("i", "\u{131}x"), ("", "a"), ("a b", "ab"), ("[", "{")])
    func `other names do not`(one: String, other: String) {
        #expect(others(than: one, due: [one], roster: [one, other], listed: [other]).isEmpty)
    }

    @Test func `all of many are found, in the order of their bytes`() {
        let names = ["ANN", "ANn", "AnN", "Ann", "aNN", "aNn", "anN", "ann"]
        #expect(others(than: "ann", due: ["ann", "Ann"], roster: names, listed: names) == names.dropLast())
    }
}
