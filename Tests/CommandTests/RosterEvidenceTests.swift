import Foundation
import Sandbox
import TestSupport
import Testing

/// What is said about how rosters were read.
struct RosterEvidenceTests {
    private struct Check: Decodable {
        let files: [File]

        struct File: Decodable {
            let file: String
            let rows: Int
            let columns: [String: String]
            let furtherStates: [String]
            let passedOver: [String]
            let notRead: [String]
        }
    }

    private let text = "login,email,suspended,archived,Kennwort,Start date\nanna,a@x,no,no,hunter2,2099-01-01\n"

    @Test func `check says which column was taken for which field, and which was not read`() async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1")
        try rollcall.home.write(text, to: "team.csv")
        let words = try await rollcall("check", "team.csv")
        words.expect(0)
        #expect(
            words.output.hasPrefix(
                "team.csv: 1 row; username from \"login\" (not \"email\"), state from \"suspended\" and \"archived\"; "
                    + "not read: \"Kennwort\", \"Start date\"\n"))
        let file = try #require(
            try await rollcall("check", "--format", "json", "team.csv").decoded(as: Check.self).files.first)
        #expect(file.columns == ["username": "login", "state": "suspended"])
        #expect(file.furtherStates == ["archived"] && file.passedOver == ["email"])
        #expect(file.notRead == ["Kennwort", "Start date"])
    }

    @Test func `plan and apply say the same, and name the time zone`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let berlin = rollcall.with(["TZ": "Europe/Berlin"])
            try rollcall.home.write(text.replacing("no,no", with: "yes,no"), to: "team.csv")
            for command in [["plan"], ["apply", "--dry-run"]] {
                let ending = try await berlin.run(command + ["team.csv"])
                #expect(ending.everything.contains("not read: \"Kennwort\", \"Start date\""), "\(ending.everything)")
                #expect(ending.everything.contains("(Europe/Berlin)"))
                #expect(!ending.everything.contains("hunter2"))
            }
        }
    }

    @Test func `an apply that does not ask says the same, and a quiet one what was not read`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(text.replacing("Kennwort", with: "password"), to: "team.csv")
            let line =
                "team.csv: 1 row; username from \"login\" (not \"email\"), state from \"suspended\" and \"archived\"; "
                + "not read: \"Start date\"\n"
            let loud = try await rollcall("apply", "team.csv", "--yes")
            loud.expect(0)
            #expect(loud.errors.contains(line), "\(loud.errors)")
            // Nothing is due any more.
            #expect(try await rollcall("apply", "team.csv").errors.contains(line))
            let quiet = try await rollcall("apply", "team.csv", "--yes", "--quiet")
            quiet.expect(0)
            #expect(quiet.everything == "warning: team.csv: not read: \"Start date\"\n")
            try rollcall.home.write("username,password\nbert,secret-1\n", to: "plain.csv")
            #expect(try await rollcall("apply", "plain.csv", "--yes", "--quiet").everything == "")
        }
    }

    @Test func `a password in a column that is not read is told by no format and no filter`() async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1")
        for header in ["PW", "Initial PW", "пароль", "mot de passe", "PIN"] {
            try rollcall.home.write("username,password,team,\(header)\nanna,x,blue,hunter2\n", to: "team.csv")
            for arguments in [["--format", "json"], ["--where", "\(header)=x"], ["--where", "team=red"]] {
                let ending = try await rollcall.run(["check", "team.csv"] + arguments)
                #expect(!ending.everything.contains("hunter2"), "\(ending.everything)")
            }
            #expect(try await rollcall("check", "team.csv").output.contains("not read: \"\(header)\""))
        }
    }

    @Test(arguments: [
        "username,password\nanna;hunter2\nbert,pass-word-2\n",
        "username,password\n\"anna,hunter2\"\nbert,pass-word-2\n",
        "username,password\n\"anna\"hunter2\nbert,pass-word-2\n",
        "username,password\nx\thunter2,\nbert,pass-word-2\n",
    ])
    func `a row that does not fit its header is left out without its values`(roster: String) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(roster, to: "team.csv")
            for arguments in [
                ["check", "team.csv"], ["check", "team.csv", "--format", "json"],
                ["check", "team.csv", "--format", "csv"],
                ["check", "team.csv", "--format", "sarif"], ["plan", "team.csv"],
                ["plan", "team.csv", "--skip-invalid", "--out", "plan.json"],
                ["plan", "team.csv", "--skip-invalid", "--format", "csv"],
                ["apply", "team.csv", "--skip-invalid", "--yes", "--report", "report.json", "--report", "report.md"],
            ] {
                let ending = try await rollcall.run(arguments)
                #expect(!ending.everything.contains("hunter2"), "\(arguments): \(ending.everything)")
                #expect(ending.everything.contains("team.csv") || arguments[0] == "apply")
            }
            for file in ["plan.json", "report.json", "report.md"] {
                let text = try String(contentsOfFile: rollcall.home.file(file), encoding: .utf8)
                #expect(!text.contains("hunter2"), "\(file)")
            }
            #expect(await sandbox.registers().map(\.username) == ["bert"])
        }
    }

    @Test(arguments: [
        "Europe/Berlim", "Berlin", "europe/berlin", "BST", "IST", "JST", "Europe", "/etc/hostname", "CET-1CEST,often",
    ])
    func `a time zone that is none is told, and is not Greenwich`(zone: String) async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1").with(["TZ": zone])
        try rollcall.home.write("username,password,activate_on\nanna,secret-1,2026-10-01\n", to: "team.csv")
        try rollcall.home.write("username,password,account expires\nanna,secret-1,2026-10-01\n", to: "last-days.csv")
        for (command, file) in [("check", "team.csv"), ("plan", "team.csv"), ("check", "last-days.csv")] {
            let ending = try await rollcall(command, file)
            ending.expect(64)
            #expect(ending.errors.contains("TZ=\(zone)") && ending.errors.contains("Europe/Berlin"))
        }
        try rollcall.home.write("username,password\nanna,secret-1\n", to: "no-days.csv")
        let ending = try await rollcall("check", "no-days.csv")
        ending.expect(0)
        #expect(ending.errors.contains("warning: TZ=\(zone) is not a time zone"))
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-01-01"), (":Europe/Berlin", "2026-01-01"),
        ("/usr/share/zoneinfo/Europe/Berlin", "2026-01-01"), ("UTC", "2025-12-31"),
        ("UTC0", "2025-12-31"), ("America/New_York", "2025-12-31"), ("EST5EDT", "2025-12-31"),
        ("Etc/GMT-2", "2026-01-01"), ("", "2025-12-31"), ("GMT+2", "2025-12-31"), ("GMT-2", "2026-01-01"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-01-01"), ("<+0530>-5:30", "2026-01-01"), ("EST", "2025-12-31"),
    ])
    func `a zone in any of its spellings begins the day`(zone: String, day: String) async throws {
        try await Command.onSandbox { rollcall, _ in
            let there = rollcall.with(["TZ": zone])
            try rollcall.home.write(
                "username,password,activate_on\nanna,secret-1,2025-12-31T23:30:00Z\n", to: "team.csv")
            let plan = try await there("plan", "--as-of", day, "team.csv")
            // Letters with a number lie to the other side of Greenwich than they seem to.
            if zone == "GMT+2" { #expect(plan.output.contains("(GMT+2, now UTC-02:00)"), "\(plan.everything)") }
            let active = try await there("plan", "--as-of", day, "--format", "csv", "team.csv")
            #expect(active.output.contains("active"), "\(zone): \(active.everything)")
        }
    }

    @Test(arguments: [
        "01-ampersand-attribute.xml", "27-json-array.json", "15-latin1-is-1252.xml", "29-declared-utf16.xml",
    ])
    func `a file is read the same from a pipe`(name: String) async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1")
        let path = PackageFiles.root + "/Tests/RosterTests/Fixtures/" + name
        let file = try await rollcall("check", "--format", "json", path)
        let text = try String(decoding: Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        guard text.utf8.elementsEqual(try Data(contentsOf: URL(fileURLWithPath: path))) else { return }
        let pipe = try await rollcall(
            "check", "--format", "json", "-", input: text)
        #expect(file.code == pipe.code)
        #expect(file.output.replacing(path, with: "-") == pipe.output.replacing("standard input", with: "-"))
    }
}
