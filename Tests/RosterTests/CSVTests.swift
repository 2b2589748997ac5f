import Accounts
import Testing

@testable import Roster

@Suite struct CSVTests {
    @Test func `a plain roster is read`() throws {
        let roster = read(
            "username,password,state,activate_on,flowserv_id\n"
                + "alice,secret,pending,2026-03-01,0123456789ABCDEF0123456789abcdef\nbob,,,,\n")
        #expect(roster.isValid)
        #expect(roster.isComplete)
        #expect(roster.files.map(\.rows) == [2])
        let alice = try #require(roster.entries.first)
        #expect(alice.password?.reveal() == "secret")
        #expect(alice.state == .pending)
        #expect(alice.activateOn == Day("2026-03-01"))
        #expect(alice.flowservID == "0123456789abcdef0123456789abcdef")
        #expect(alice.location == SourceLocation(file: "team.csv", line: 2, column: 1))
        let bob = try #require(roster.entries.last)
        #expect(bob.password == nil && bob.state == .active && bob.activateOn == nil && bob.flowservID == nil)
    }

    @Test(arguments: [
        ("a quoted line break", "note,username\n\"x\ny\",alice\n", "x\ny"),
        ("a quoted CRLF", "note,username\n\"x\r\ny\",alice\n", "x\r\ny"),
        ("a quoted delimiter", "note,username\n\"x,y\",alice\n", "x,y"),
        ("a doubled quote", "note,username\n\"x\"\"y\",alice\n", "x\"y"),
        ("only a quote", "note,username\n\"\"\"\",alice\n", "\""),
        ("an empty quoted field", "note,username\n\"\",alice\n", ""),
        ("a quote within", "note,username\nx\"y,alice\n", "x\"y"),
        ("a quote behind a space", "note,username\n \"x\",alice\n", " \"x\""),
        ("a carriage return within", "note,username\nx\ry,alice\n", "x\ry"),
        ("spaces", "note,username\n  x  ,alice\n", "  x  "),
    ])
    func `a field keeps what it holds`(_: String, text: String, note: String) {
        let roster = read(text)
        #expect(roster.problems == [])
        #expect(roster.usernames == ["alice"])
        #expect(roster.entries.first?.fields["note"].map { Array($0.utf8) } == Array(note.utf8))
    }

    @Test(arguments: ["\n", "\r\n", "\r"], [true, false])
    func `every line end is understood, and a missing last one`(lineEnd: String, endsWithOne: Bool) {
        let lines = ["username,wave", "alice,1", "", "bob,2"]
        let roster = read(lines.joined(separator: lineEnd) + (endsWithOne ? lineEnd : ""))
        #expect(roster.problems == [])
        #expect(roster.entries.map(\.location.line) == [2, 4])
        #expect(roster.entries.map { $0.fields["wave"] } == ["1", "2"])
    }

    @Test func `a carriage return alone ends no record where the first one ended otherwise`() {
        let roster = read("username\nalice\rbob\n")
        #expect(roster.codes == [.controlCharacter])
    }

    @Test(
        arguments: [
            ("username,wave\nalice,1\n", "1"), ("username;wave\nalice;1\n", "1"),
            ("username\twave\nalice\t1\n", "1"), ("username|wave\nalice|1\n", "1"),
            ("username;\"wave,a,b\"\nalice;1\n", nil), ("sep=;\nusername;a,b,c\nalice;1\n", nil),
            ("SEP=|\r\nusername|wave\r\nalice|1\r\n", "1"), ("\"sep=:\"\nusername:wave\nalice:1\n", "1"),
            ("\n\nusername;wave\nalice;1\n", "1"),
        ] as [(String, String?)])
    func `the delimiter is found out`(text: String, wave: String?) {
        let roster = read(text)
        #expect(roster.problems == [])
        #expect(roster.usernames == ["alice"])
        #expect(roster.entries.first?.fields.count == 2)
        if let wave { #expect(roster.entries.first?.fields["wave"] == wave) }
    }

    @Test func `a delimiter asked for is not questioned`() {
        let options = RosterOptions(delimiter: UInt8(ascii: ":"))
        #expect(read("username:a,b\nalice:1\n", options: options).usernames == ["alice"])
        #expect(read("sep=;\nusername:a;b\nalice:1\n", options: options).usernames == ["alice"])
    }

    @Test(arguments: ["username\n", "username", "username\r", "\u{FEFF}username,password\n"])
    func `a header without rows is fine`(text: String) {
        let roster = read(text)
        #expect(roster.isValid)
        #expect(roster.files.map(\.rows) == [0])
    }

    @Test func `a last field may be empty and lack its line break`() {
        let roster = read("username,password\nalice,")
        #expect(roster.problems == [])
        #expect(roster.usernames == ["alice"])
    }

    @Test func `columns count characters, not bytes`() {
        let roster = read("note,username,state\nnaïve😀,alice,perhaps\n")
        #expect(roster.marks == ["2:14 unknown-state"])
    }

    @Test func `lines within quotes are counted`() {
        let roster = read("note,username,state\n\"a\nb\nc\",alice,perhaps\n\"\",bob,perhaps\n")
        #expect(roster.marks == ["4:10 unknown-state", "5:8 unknown-state"])
    }
}
