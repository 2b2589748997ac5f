import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// Where settings and rosters come from: flags, the environment, standard input.
struct SettingsTests {
    private static let roster = "username,password\nann,secret\n"

    @Test func `- reads a roster from standard input`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            let check = try await rollcall("check", "-", input: Self.roster)
            check.expect(0)
            let applied = try await rollcall("apply", "-", "--yes", "--format", "json", input: Self.roster)
            applied.expect(0)
            #expect(try applied.decoded(as: ReportDocument.self).accounts.map(\.username) == ["ann"])
            #expect(await sandbox.accounts().map(\.username) == ["admin", "ann"])
        }
    }

    @Test func `- reads a pipe`() async throws {
        let home = try TemporaryDirectory()
        try home.write(Self.roster, to: "team.csv")
        let check = try await Program(
            "/bin/sh", ["-c", "cat team.csv | '\(try PackageFiles.program("rollcall"))' check -"],
            directory: home.path
        ).run()
        check.expect(0)
        #expect(check.output.contains("1 valid account"))
    }

    @Test func `resume asks for a roster that came from standard input`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.register, .delay(.seconds(600))))
            let killed = try await rollcall("apply", "-", "--yes", input: Self.roster) { pid in
                try await eventually("a register is under way") { await !sandbox.registers().isEmpty }
                kill(pid, SIGKILL)
            }
            #expect(killed.code == nil)
            let bare = try await rollcall("resume", "--settle", "0")
            bare.expect(64)
            #expect(bare.errors.contains("rollcall resume ROSTER"))
            // The lost register is settled by the listing, so its password is not asked for again.
            let resumed = try await rollcall("resume", "-", "--settle", "0", input: Self.roster)
            resumed.expect(0)
            #expect(await sandbox.registers().count(where: \.madeAccount) == 1)
        }
    }

    @Test func `the journal is in XDG_STATE_HOME, else in the home directory, unless it is told otherwise`()
        async throws
    {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(Self.roster, to: "team.csv")
            let places: [(variables: [String: String], arguments: [String], path: String)] = [
                ([:], [], ".local/state/rollcall/journal.sqlite"),
                (["XDG_STATE_HOME": rollcall.home.file("state")], [], "state/rollcall/journal.sqlite"),
                (["ROLLCALL_JOURNAL": "from-environment.sqlite"], [], "from-environment.sqlite"),
                (["ROLLCALL_JOURNAL": "ignored.sqlite"], ["--journal", "flag.sqlite"], "flag.sqlite"),
            ]
            for (variables, arguments, path) in places {
                #expect(!FileManager.default.fileExists(atPath: rollcall.home.file(path)))
                let applied = try await rollcall.with(variables).run(
                    ["apply", "team.csv", "--yes", "--accept", "new-journal"] + arguments)
                applied.expect(0)
                #expect(FileManager.default.fileExists(atPath: rollcall.home.file(path)), "\(path)")
            }
            #expect(!FileManager.default.fileExists(atPath: rollcall.home.file("ignored.sqlite")))
        }
    }

    @Test func `flags have their variables`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.roster + "protected,secret\nbob,secret\nbob,another\n", to: "team.csv")
            let applied = try await rollcall.with([
                "ROLLCALL_YES": "true", "ROLLCALL_SKIP_INVALID": "1", "ROLLCALL_PROTECT": "prot*",
                "ROLLCALL_AS_OF": "2026-03-01", "ROLLCALL_CONCURRENCY": "1", "ROLLCALL_SETTLE": "40",
                "ROLLCALL_TIMEOUT": "20", "ROLLCALL_TOKEN_HEADER": "api-key", "ROLLCALL_JOURNAL": "journal.sqlite",
            ])("apply", "team.csv")
            applied.expect(3)
            #expect(applied.output.contains("1 planned, 1 succeeded, 3 blocked"))
            #expect(await sandbox.accounts().map(\.username) == ["admin", "ann"])
            let quiet = try await rollcall.with(["ROLLCALL_QUIET": "yes"])("apply", "nobody.csv")
            quiet.expect(4)
        }
    }

    @Test func `text in another encoding is read with --encoding`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("Login;Passwort\nJörg;Straße\n", to: "team.csv", encoding: .windowsCP1252)
            let bare = try await rollcall("check", "team.csv")
            bare.expect(4)
            #expect(bare.output.contains("--encoding"))
            let flags = ["--encoding", "windows-1252", "--column", "password=Passwort"]
            try await rollcall.run(["apply", "team.csv", "--yes"] + flags).expect(0)
            #expect(await sandbox.accounts().map(\.username) == ["admin", "Jörg"])
            let unknown = try await rollcall("check", "team.csv", "--encoding", "windows-125")
            unknown.expect(64)
            #expect(unknown.errors.contains("windows-125"))
        }
    }

    @Test func `a repeatable flag's variable has one value a line, and the flag wins`() async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1").with([
            "ROLLCALL_WHERE": "Wave=1\nWave=2\n\nTeam=a=b", "ROLLCALL_DELIMITER": "tab", "ROLLCALL_ENCODING": "utf-8",
            "ROLLCALL_COLUMN": "username=Kennung\nstate=",
        ])
        let rows = ["Kennung\tstate\tWave\tTeam", "ann\t?\t1\ta=b", "bob\t?\t2\ta=b", "cid\t?\t1\ta", "dee\t?\t3\ta"]
        try rollcall.home.write(rows.map { $0 + "\n" }.joined(), to: "team.csv")
        let variables = try await rollcall("check", "team.csv")
        variables.expect(0)
        #expect(
            variables.output.contains("where Team=a=b, Wave=1 or 2: 2 other valid rows left out\n2 valid accounts"))
        let flag = try await rollcall("check", "team.csv", "--where", "Wave=3")
        flag.expect(0)
        #expect(flag.output.contains("where Wave=3: 3 other valid rows left out\n1 valid account"))
    }

    @Test(arguments: [
        ("ROLLCALL_TIMEOUT", "soon"), ("ROLLCALL_CONCURRENCY", "many"), ("ROLLCALL_YES", "perhaps"),
        ("ROLLCALL_AS_OF", "1.3.2026"), ("ROLLCALL_WHERE", "wave"), ("ROLLCALL_DELIMITER", "::"),
        ("ROLLCALL_COLUMN", "name"),
    ])
    func `a variable that makes no sense is a usage error that names it`(_ name: String, _ value: String)
        async throws
    {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.roster, to: "team.csv")
            let ending = try await rollcall.with([name: value])("apply", "team.csv")
            ending.expect(64)
            #expect(ending.errors.contains(value))
            #expect(await sandbox.registers().isEmpty)
        }
    }

    @Test func `--quiet prints nothing when all went well`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(Self.roster, to: "team.csv")
            let applied = try await rollcall("apply", "team.csv", "--yes", "--quiet")
            applied.expect(0)
            #expect(applied.everything == "")
            try rollcall.home.write(Self.roster + "bob,\n", to: "team.csv")
            let blocked = try await rollcall("apply", "team.csv", "--yes", "--quiet")
            blocked.expect(3)
            #expect(blocked.output.contains("bob  team.csv:3"))
        }
    }

    @Test func `the server can come from flowServ's own settings`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let url = try #require(rollcall.environment["ROLLCALL_SERVER"].flatMap { URL(string: $0) })
            let port = try #require(url.port)
            let settings = [
                "ROLLCALL_SERVER": nil, "FLOWSERV_API_PROTOCOL": "http", "FLOWSERV_API_HOST": "127.0.0.1",
                "FLOWSERV_API_PORT": "\(port)", "FLOWSERV_API_PATH": "/flowserv/api/v1",
            ]
            let listed = try await rollcall.with(settings)("user", "list")
            listed.expect(0)
            #expect(listed.output.hasSuffix("  admin\n"))
        }
    }

    @Test func `the password can come from a mounted file`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let file = try rollcall.home.write("admin secret\n", to: "password")
            let mounted = rollcall.with(["ROLLCALL_PASSWORD": nil, "ROLLCALL_PASSWORD_FILE": file])
            let listed = try await mounted("user", "list")
            listed.expect(0)
        }
    }
}
