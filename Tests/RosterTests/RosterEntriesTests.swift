import Accounts
import Testing

@testable import Roster

@Suite struct RosterEntriesTests {
    private func entry(_ name: AccountName, _ line: Int = 2) -> RosterEntry {
        RosterEntry(
            username: name, password: Secret("p"), state: .pending, activateOn: Day("2026-03-01"),
            flowservID: "7", fields: ["wave": "1"], location: SourceLocation(file: "team.csv", line: line, column: 1))
    }

    @Test func `entries come back as they went in, even two of one name`() {
        let entries = [
            entry("ann"), entry("bob"), entry("ann", 9), RosterEntry(username: "", location: entry("x").location),
        ]
        let stored = RosterEntries(entries)
        #expect(Array(stored) == entries)
        #expect(stored == RosterEntries(entries.map(\.self)))
        #expect(stored.nameRow(at: 2) == 0)
        #expect(stored.nameRow(at: 1) == 1)
    }

    @Test func `it is a collection like any other`() {
        var entries: RosterEntries = [entry("ann"), entry("bob")]
        entries.append(entry("cid"))
        entries.remove(at: 0)
        #expect(entries.map(\.username) == ["bob", "cid"])
        #expect((entries + entries).map(\.username) == ["bob", "cid", "bob", "cid"])
        #expect(entries.filter { $0.username == "cid" }.count == 1)
        #expect(RosterEntries().isEmpty)
    }

    @Test func `rows that are none, or stand twice, leave no gap`() {
        let entries = read("username,state\nann,\nbob,?\ncid,pending\nann,pending\ndee,\n").entries
        #expect(entries.map(\.username) == ["cid", "dee"])
        #expect(entries.map(\.location.line) == [4, 6])
        #expect(entries.indices.map { entries.state(at: $0, asOf: Day("2026-01-01")!) } == [.pending, .active])
    }

    private func position(_ name: String, in entries: RosterEntries) -> Int? {
        entries.position(named: Array(name.utf8).span)
    }

    @Test func `an entry is found by its name, where it is one`() {
        let entries = read("username,state\nann,\nbob,?\ncid,pending\nann,pending\ndee,\n").entries
        #expect(["ann", "bob", "cid", "dee", "eve"].map { position($0, in: entries) } == [nil, nil, 0, 1, nil])
        let whole = read("username,password\nann,hers\nbob,\n").entries
        #expect(position("bob", in: whole) == 1)
        #expect(position("ann", in: whole).flatMap { whole.password(at: $0) }?.reveal() == "hers")
        #expect(whole.password(at: 1) == nil)
    }

    @Test func `of several entries with one name the first that was chosen is found`() {
        let twice = RosterEntries([entry("ann"), entry("bob"), entry("ann", 9)])
        #expect(position("ann", in: twice) == 0)
        let chosen = twice.choosing { $1 > 0 }
        #expect(position("ann", in: chosen) == 1)
        #expect(position("bob", in: chosen) == 0)
        #expect(position("cid", in: chosen) == nil)
    }

    @Test func `a search finds the first row of every name, and no other`() {
        let names = (0..<300).map { "user\($0)" }
        let entries = read("username\n" + names.joined(separator: "\n")).entries
        var search = RowSearch(entries)
        for start in stride(from: 0, to: 300, by: 50) {
            let wanted = names[start..<start + 50].map { Array($0.utf8) } + [Array("nobody".utf8), []]
            for name in wanted { search.add(name.span) }
            search.prepare()
            var found: [Int?] = []
            for offset in wanted.indices {
                let name = wanted[offset]
                found.append(search.row(offset, name.span))
            }
            #expect(found == Array(start..<start + 50) + [nil, nil])
            search.clear()
        }
    }
}
