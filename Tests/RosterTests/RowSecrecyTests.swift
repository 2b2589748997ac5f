import Testing

@testable import Roster

/// A value whose row does not fit its header may be a password, so it is neither shown nor used as a name.
@Suite struct RowSecrecyTests {
    private func expectSecrecy(_ text: String, options: RosterOptions = RosterOptions(), _ secret: String = "geheim")
    {
        for keepsEntries in [true, false] {
            var options = options
            options.keepsEntries = keepsEntries
            let roster = read(text, options: options)
            #expect(!roster.problems.isEmpty, "\(text)")
            let told =
                roster.problems.map { "\($0.username ?? "") \($0.detail)" } + roster.entries.map { "\($0.username)" }
            let notes = roster.files.map {
                "\($0.columnNote ?? "") \($0.unread) \($0.cutOff.map { "\($0.evidence)" } ?? "")"
            }
            for words in told + notes { #expect(!words.contains(secret), "\(text): \(words)") }
        }
    }

    @Test(arguments: [
        "username,password\nanna;geheim-77\nbert,pass-word-2\n",
        "username;password\nanna,geheim-77\nbert;pass-word-2\n",
        "username,password\n\"bert,geheim-78\"\n", "username\nanna;geheim-77\n", "username\nanna|geheim-77\n",
        "username\nanna\tgeheim-77\n", "username\tpassword\nanna geheim-77\n",
        "username,password\n\"anna\"geheim-77\n", "username,password\n\"anna\"geheim-77,\n",

        "username,password\n\"anna\tgeheim-77\",x\n",

        // A quote that is closed a line further down.
        "username,password\n\"anna,geheim-1\nbert\",geheim-2\n",
        "username,password\n\"anna,geheim-1\nbert,\"geheim-2\"\n",
        // A missing field, and a value that contains the delimiter and lacks its quotes.
        "name,username,password\nanna,geheim-77\n", "name,password,username\nMuster, Anna,geheim-77,anna\n",
        "name,password,username,\nMuster, Anna,geheim-77,anna\nMuster, Bert,geheim-77,bert\n",
        "username,password,state\nanna,pass\ngeheim-77,active\n",
        // Two equal rows are no evidence of a name.
        "username,password\nanna;geheim-77\nanna;geheim-77\n",
    ])
    func `a row that does not fit its header shows nothing of it`(text: String) { expectSecrecy(text) }

    @Test func `nor with a given delimiter`() {
        expectSecrecy("username,password\nanna,geheim-7\n", options: RosterOptions(delimiter: UInt8(ascii: ";")))
    }

    @Test(arguments: [
        "username,password\nanna;x\nbert,pass-word-2\n", "username,password\n\"anna\"x,\nbert,pass-word-2\n",
        "username,password\n\"anna,x\"\nbert,pass-word-2\n",
    ])
    func `the other rows are read, and the place is told`(text: String) {
        let roster = read(text)
        #expect(roster.usernames == ["bert"])
        #expect(roster.problems.map(\.location.line) == [2])
        #expect(roster.problems.map(\.username) == [nil])
    }

    @Test(arguments: [
        ("anna,Password123!\nbert,Password456!\n", "Password"), ("name,geheim-1\nbert,geheim-2\n", "geheim"),
        ("login,geheim-1\nbert,geheim-2\n", "geheim-2 "), ("anna,pass!word\n", "word"),
        ("mail,my#password=1\n", "my#"),
        ("x\nname,geheim-1\nuser,geheim-3\n", "geheim"), ("anna,active-horse\nname,y\n", "horse"),
    ])
    func `a file without a header does not show its first row`(text: String, secret: String) {
        let roster = read(text)
        let told = roster.problems.map { "\($0.detail)" } + roster.files.map { "\($0.columnNote ?? "") \($0.unread)" }
        for words in told { #expect(!words.contains(secret), "\(words)") }
    }

    @Test func `a header cell that may be a value is told by its number`() {
        #expect(read("anna,Password123!\n").files.map(\.columnNote) == ["not read: column 2"])
        let roster = read("name,geheim-1,Benutzername\nanna,x,y\n")
        guard case .columns(.noUsername, let header) = roster.problems.first?.detail else {
            Issue.record("\(roster.problems)")
            return
        }
        #expect(header.names == ["name", "Benutzername"] && header.hidden == [2])
        #expect(read("username,Password 2\nanna,x\n").files.map(\.columnNote) == ["not read: \"Password 2\""])
    }

    @Test(arguments: [
        "username,password,email\nanna,x,a@example.org\nbert,y,b@example.org\nMuster, Cleo,geheim-7",
        "username,password,activate_on\nanna,x,2026-03-01\nb,y,2026-03-01\nc,y,2026-03-02\nd,y,2026-03-02\nMuster, E,2026-0",
    ])
    func `what is at the end of a cut-off file is not shown if there are passwords`(text: String) throws {
        let evidence = try #require(read(text).files.first?.cutOff?.evidence)
        #expect(!"\(evidence)".contains("geheim") && !"\(evidence)".contains("2026-0"))
    }

    @Test func `a delimiter that does not fit is told, with the one that does`() {
        for delimiter in [";", "\t", "|"] {
            let byte = Array(delimiter.utf8)[0]
            let roster = read("username,password\nanna,geheim-7\n", options: RosterOptions(delimiter: byte))
            guard case .columns(.otherDelimiter(UInt8(ascii: ",")), let header) = roster.problems.first?.detail else {
                Issue.record("\(roster.problems)")
                continue
            }
            #expect(header.delimiter == byte && roster.problems.count == 1)
        }
    }
}
