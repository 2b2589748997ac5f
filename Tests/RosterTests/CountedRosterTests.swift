import Testing

@testable import Roster

/// A roster whose entries are not kept says the same of everything else.
@Suite struct CountedRosterTests {
    private func compare(_ texts: [String], sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
        let files = try texts.map { try TemporaryRoster($0) }
        let kept = try RosterReader().read(paths: files.map(\.path))
        let counted = try RosterReader(options: RosterOptions(keepsEntries: false)).read(paths: files.map(\.path))
        #expect(counted.entries.isEmpty, sourceLocation: sourceLocation)
        #expect(counted.counts == kept.counts, sourceLocation: sourceLocation)
        #expect(counted.counts.total == kept.entries.count, sourceLocation: sourceLocation)
        #expect(counted.problems == kept.problems, sourceLocation: sourceLocation)
        #expect(counted.problemCounts == kept.problemCounts, sourceLocation: sourceLocation)
        #expect(counted.unlistedProblems == kept.unlistedProblems, sourceLocation: sourceLocation)
        #expect(counted.files == kept.files, sourceLocation: sourceLocation)
        #expect(counted.isComplete == kept.isComplete, sourceLocation: sourceLocation)
        #expect(counted.agreeing == kept.agreeing, sourceLocation: sourceLocation)
    }

    @Test func `every kind of entry is counted, and no row of a name that stands twice`() throws {
        let text = "username,password,state,activate_on\na,x,,\nb,,pending,\nc,x,,2026-03-01\nd,,,2026-03-01\n"
        try compare([
            text, text.replacing("b,", with: "B,").replacing("d,", with: "D,"), "username,state\ne,?\n e,\n",
            "username,password\nf,x\ng,x\nf,x\ng,y\n",
        ])
        let roster = read(text)
        #expect(roster.counts.active == 1 && roster.counts.pending == 1 && roster.counts.dated == 2)
        #expect(roster.counts.withoutPassword == 2)
    }

    @Test func `rows that are wrong by what the others are do not count`() throws {
        try compare([
            "username,password\n0012345,a-1\n0012346,b-2\n12347,c-3\nanna,d-4\n",
            "username,password\nann,01021990\nbob,15121991\ncid,3041992\ndee,secret-1\n",
            "username\neva\nTotal: 1\nEnd of report\n",
        ])
        try compare(["username\neva\nTotal: 1\n"])
    }

    @Test func `names that go to the disk are found again`() throws {
        // 256 parts of four kilobytes stay in memory; this is four times as much.
        let rows = (0..<40_000).map { "someone-with-a-rather-long-name-\($0)@example.org,\($0)\n" }
        let again = [0, 7, 20_000, 39_999].map { rows[$0] } + ["\"\u{FC}ber\"x,1\n", "\u{FC}ber,2\n"]
        try compare(["username,password\n" + rows.joined(), "username,password\n" + again.joined()])
    }

    @Test func `names of any length cross from one piece to the next`() throws {
        let rows = (0..<30_000).map { String(repeating: "x", count: $0 % 250) + "\($0)\n" }
        try compare(["username\n" + rows.joined() + rows[29_000] + rows[123]])
    }

    @Test func `a name in very many rows`() throws {
        try compare(["username\n" + String(repeating: "alice\n", count: 5_000)])
    }
}
