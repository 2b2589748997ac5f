import Accounts
import Foundation
import Testing

@testable import Roster

/// Files after public reports, each of which once made a wrong account, a wrong password or a wrong state somewhere.
@Suite struct MisleadingRosterTests {
    private func readFixture(_ name: String) throws -> Roster {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        let options = RosterOptions(asOf: Day("2026-11-01"))
        return try RosterReader(options: options).read(paths: [directory.appendingPathComponent(name).path])
    }

    private func summary(_ roster: Roster) -> [String] {
        roster.entries.map { "\($0.username) \($0.state.rawValue) \($0.password?.reveal() ?? "-")" }
    }

    @Test(arguments: [
        (
            "01-ampersand-attribute.xml",
            ["research&dev active salt&pepper-9", "q&a active x1&y2<z3", "legal&tax active child&text-7"]
        ),
        ("03-header-twice.csv", ["anna active first-pass-1", "bert active first-pass-2"]),
        ("06-header-hints.csv", ["anna active pass-word-1"]),
        ("06-header-hints-state.csv", ["anna pending pass-word-1", "bert active pass-word-2"]),
        ("07-ad-userAccountControl.csv", ["anna active -", "bert pending -", "cleo pending -"]),
        ("07-google-archived.csv", ["anna@example.org active -", "cleo@example.org pending -"]),
        ("07-inactive-column.csv", ["anna active pass-word-1", "bert pending pass-word-2"]),
        ("08-space-before-quote.csv", ["anna active -", "bert active -"]),
        ("16-comma-rows.csv", ["anna active pass-word-1", "bert active pass-word-2"]),
        ("17-powershell-type.csv", ["anna active -", "bert pending -"]),
        ("17-powershell-type-utf16.csv", ["anna active -"]),
        ("18-trailing-comma-header.csv", ["anna active pass-word-1"]),
        ("18-trailing-comma-rows.csv", ["anna active pass-word-1", "bert active pass-word-2"]),
        ("21-timezone.csv", ["anna active pass-word-1"]),
        ("23-commas-in-header.csv", ["anna active pass-word-1"]),
        ("24-pretty-printed.xml", ["anna active pass-word-1"]),
        ("29-blank-line-first.xml", ["anna active pass-word-1"]),
        ("29-declared-utf16.xml", ["anna active pass-word-1"]),
    ])
    func `what is certain is read`(name: String, expected: [String]) throws {
        let roster = try readFixture(name)
        #expect(roster.problems == [])
        #expect(summary(roster) == expected)
        #expect(roster.files.map(\.rows) == [expected.count])
    }

    @Test func `a day beside a state counts`() throws {
        let roster = try readFixture("06-header-hints-state.csv")
        #expect(roster.entries.map(\.activateOn) == [nil, Day("2099-01-01")])
    }

    @Test func `who is archived is left out and counted`() throws {
        #expect(try readFixture("07-google-archived.csv").files.map(\.unwanted) == [1])
    }

    @Test(arguments: [
        ("02-password-4097.csv", ["2:6 password-too-long"]),
        ("04-null-words.csv", ["2:6 null-word", "3:6 null-word", "4:1 null-word", "5:1 null-word", "6:1 null-word"]),
        (
            "10-invisible.csv",
            [
                "2:1 invisible-character", "3:1 invisible-character", "4:1 invisible-character",
                "5:1 invisible-character", "6:1 invisible-character", "7:1 invisible-character",
                "8:1 invisible-character",
            ]
        ),
        ("12-scientific.csv", ["2:1 damaged-value", "3:1 damaged-value"]),
        ("15-latin1-is-1252.xml", ["3:33 password-character"]),
        (
            "15-password-controls.csv",
            ["2:6 password-character", "3:6 password-character", "5:6 password-character"]
        ),
        ("27-json-array.json", ["1:1 other-file-kind"]),
    ])
    func `what is not certain is a problem`(name: String, expected: [String]) throws {
        let roster = try readFixture(name)
        #expect(roster.marks == expected)
        #expect(roster.usernames == (name.hasPrefix("02") ? ["bert"] : []))
        for problem in roster.problems {
            #expect(!"\(problem.detail)".contains("ppp") && !"\(problem.detail)".contains("pass\t"))
        }
    }

    @Test func `a decoration is taken off or is a problem`() throws {
        let roster = try readFixture("05-equals-quoted.csv")
        #expect(roster.usernames == ["0012345", "0012346"])
        #expect(roster.marks == ["4:1 decorated-value"])
    }

    @Test func `a twin that differs by what nobody sees is a problem`() throws {
        let roster = try readFixture("10-invisible-twins.csv")
        #expect(roster.usernames == ["anna"])
        #expect(roster.marks == ["3:1 invisible-character"])
        #expect(roster.problems.map(\.detail) == [.username(.hidden("\u{200B}"))])
    }
}
