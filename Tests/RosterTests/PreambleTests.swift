import Accounts
import Testing

@testable import Roster

/// What programs write above and below a header, and which delimiter they take.
@Suite struct PreambleTests {
    @Test(arguments: [
        "sep=,\nusername,wave\nanna,1\nsep=,\nusername,wave\nbert,2\n",
        "sep=;\nusername;wave\nanna;1\n\"sep=;\"\nusername;wave\nbert;2\n",
        "#TYPE System.Object\nusername,wave\nanna,1\n#TYPE System.Object\nusername,wave\nbert,2\n",
    ])
    func `what stands above the header may stand above it once more, where files were joined`(text: String) {
        let roster = read(text)
        #expect(roster.problems == [])
        #expect(roster.usernames == ["anna", "bert"])
    }

    @Test(arguments: [
        "#TYPE Selected.System.Management.Automation.PSCustomObject\n", "#TYPE System.Object\r\n", "sep=;\n",
        "\"sep=;\"\r\n", "version:v1.0\n",
        "# exported on 2026-11-01, by hr\n", "# don't, \"quote\n# second line, with; many, delimiters|\n", ",,\n",
        ";;;\n\n", "sep=;\n#TYPE x\n\n",
        "\u{FEFF}#TYPE System.Object\n", "\u{FEFF}sep=;\n", "\u{FEFF}\u{FEFF}", "  \n", "\"\",\"\"\n",
    ])
    func `above the header it is passed over, and lines are counted`(preamble: String) {
        let roster = read(preamble + "login;password;state\nanna;secret-1;pending\n")
        #expect(roster.problems == [])
        #expect(roster.entries.map { "\($0.username) \($0.state.rawValue)" } == ["anna pending"])
        #expect(
            roster.entries.map(\.location.line) == [
                preamble.utf8.count { $0 == 10 } + 2
            ])
    }

    @Test func `a number sign may begin a header`() {
        #expect(read("#,username,wave\n1,anna,2\n").usernames == ["anna"])
        #expect(read("#username,wave\nanna,2\n").usernames == ["anna"])
    }

    @Test func `a line that counts for nothing makes no account`() {
        #expect(read("username,password\n#bert,secret-1\nanna,secret-1\n").marks == ["2:1 decorated-value"])
        #expect(read("username,password\n\u{1A}").problems == [])
        #expect(read("username,password\n--------,--------\nanna,secret-1\n").usernames == ["anna"])
    }

    @Test(arguments: [
        ("Staff report\n\nUsername,Password\nanna,secret-1\n", 3),
        ("Report;2026;\nfor;everybody;\nname;login;password\nx;anna;y\n", 3),
        ("All our people,,\n,,\nLogin,Password,Wave\nanna,secret-1,1\n", 3),
        ("Staff report\nUsername;Password\nanna;secret-1\n", 2),
    ])
    func `a header some lines down is pointed at`(text: String, line: Int) {
        let roster = read(text)
        #expect(roster.codes == [.missingUsernameColumn])
        for problem in roster.problems {
            guard case .columns(.headerBelow(line, _), _) = problem.detail else {
                Issue.record("\(problem.detail)")
                continue
            }
        }
        #expect(roster.problems.allSatisfy { !"\($0.detail)".contains("secret") })
        #expect(!roster.isComplete)
    }

    @Test func `a line of hyphens is skipped and told`() {
        let roster = read("username,password\n--------,--------\nanna,secret-1\n")
        #expect(roster.isValid && roster.usernames == ["anna"])
        #expect(roster.files.map(\.columnNote) == ["line 2 skipped, because it only separates"])
    }

    @Test func `a header that stands within quotes as a whole is told`() {
        let roster = read("\"login,\"\"password\"\"\"\n\"anna,\"\"secret-1\"\"\"\n")
        for problem in roster.problems {
            guard case .columns(.quotedHeader, _) = problem.detail else {
                Issue.record("\(problem.detail)")
                continue
            }
        }
    }

    @Test(arguments: [
        "username;password;state (active, pending, deleted, empty)\nanna;secret-1;active\n",
        "SKU (a, b);Nombre (100, obligatorio);username;state\nx;y;anna;active\n",
        "email (work, home);state\nanna;active\n",
        "username|note: a;b;c,d,e|state\nanna|x|active\n", "first name, last name\tusername\nMuster, Anna\tanna\n",
        "\"username\";\"Name, vorname, titel\";\"state\"\nanna;\"x\";active\n",
    ])
    func `the delimiter is the one that gives a column for the username`(text: String) {
        let roster = read(text)
        #expect(roster.problems == [])
        #expect(roster.usernames == ["anna"])
    }

    @Test func `a column asked for by name tells the delimiter too`() {
        let options = RosterOptions(columns: [.username: "Staff, by number"])
        #expect(read("Wave;Staff, by number;a,b,c\n1;anna;x\n", options: options).usernames == ["anna"])
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func `a problem has the delimiter`(delimiter: String) throws {
        let byte = try #require(delimiter.utf8.first)
        let header = CSVHeaderFacts(names: ["name", "wave"], count: 2, delimiter: byte)
        let names = read(["name", "wave"].joined(separator: delimiter) + "\n")
        #expect(names.problems.map(\.detail) == [.columns(.noUsername, header)])
        let short = read(["username", "wave"].joined(separator: delimiter) + "\nanna\n")
        #expect(short.problems.map(\.detail) == [.csv(.fieldCount(1, expected: 2, delimiter: byte))])
    }

    @Test func `a space behind every delimiter belongs to no value`() {
        let roster = read(
            "fullname, username, password, wave\n\"Muster, Anna\", \"anna\", secret-1, \"1\"\n  x,bert,  \"a \"\"b\",2\n"
        )
        #expect(roster.problems == [])
        #expect(roster.usernames == ["anna", "bert"])
        #expect(roster.entries.map { $0.password?.reveal() } == ["secret-1", "a \"b"])
        #expect(roster.entries.map { $0.value(of: "wave") } == ["1", "2"])
        #expect(read("username,password\nanna, secret-1\n").codes == [.passwordWhiteSpace])
        #expect(read("username,wave\n \"anna\",1\n").codes == [.decoratedValue])
    }
}
