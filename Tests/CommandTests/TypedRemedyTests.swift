import Accounts
import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// What a run that stopped, a journal that cannot be used and a server that refuses tell somebody to type is typed.
struct TypedRemedyTests {
    private static let apply = "rollcall apply team.csv --yes --settle 0 --journal j.sqlite "
    private static let roster = ["ROSTER": "team.csv"]

    private func onShell(
        _ body: @escaping @Sendable (Shell, SandboxBackend) async throws -> Void
    ) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(8) { _ in false }.csv(), to: "team.csv")
            try await body(Shell(rollcall: rollcall), sandbox)
        }
    }

    // MARK: A run that stopped

    @Test func `a server that is left alone for an hour`() async throws {
        try await onShell { shell, sandbox in
            await sandbox.inject(Fault(.register, nth: 3, .statusBefore(429, retryAfter: "3600")))
            let stopped = try await shell(Self.apply)
            stopped.expect(5)
            try await shell.type("resume --journal j.sqlite", in: stopped.errors).expect(0)
            try await shell.expectPeace()
        }
    }

    @Test(arguments: ["--max-failures 1", "--canary 3"])
    func `a run that goes wrong`(limit: String) async throws {
        try await onShell { shell, sandbox in
            await sandbox.inject(Fault(.register, times: 2, .statusBefore(400, message: "weak password")))
            let stopped = try await shell(Self.apply + "--concurrency 1 " + limit)
            stopped.expect(3)
            let shown = try await shell.type("runs --journal j.sqlite 1", in: stopped.errors)
            #expect(shown.output.contains("weak password"))
            try await shell.type("resume --journal j.sqlite", in: stopped.errors).expect(3)
            try await shell(Self.apply).expect(0)
            try await shell.expectPeace()
        }
    }

    @Test func `a login that is not accepted any more`() async throws {
        try await onShell { shell, sandbox in
            let login = try await InMemoryUserService(sandbox).loginUser("admin", password: Secret("admin secret"))
            await sandbox.inject(Fault(.list, nth: 2, .statusBefore(403, message: "not logged in")))
            let token = "unset ROLLCALL_USERNAME; FLOWSERV_ACCESS_TOKEN=\(login.token.reveal()) "
            let stopped = try await shell(token + Self.apply)
            stopped.expect(5)
            #expect(stopped.errors.contains("not verified"), "\(stopped.errors)")
            try await shell.type("plan --journal j.sqlite ROSTER", in: stopped.errors, Self.roster).expect(0)
            try await shell.expectPeace()
        }
    }

    // MARK: A journal that cannot be used

    @Test func `a disk that was full`() async throws {
        try await onShell { shell, _ in
            try await shell(Self.apply).expect(0)
            try shell.rollcall.home.write(People(400) { _ in false }.csv(), to: "team.csv")
            // The shell's limit of a file's size stands in for the disk's end.
            let full = try await shell("ulimit -f 200; " + Self.apply)
            full.expect(1)
            #expect(full.errors.contains("Make room, or restore access."))
            let text = full.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if text.contains("rollcall resume") {
                try await shell.type("resume --journal j.sqlite", in: text, adding: "--settle 0").expect(0)
            } else {
                #expect(text.contains("Then type the same command again."))
                try await shell(Self.apply).expect(0)
            }
            try await shell.expectPeace()
        }
    }

    @Test func `a run that is not in the journal`() async throws {
        try await onShell { shell, _ in
            try await shell(Self.apply).expect(0)
            let none = try await shell("rollcall runs 7 --journal j.sqlite")
            none.expect(1)
            let runs = try await shell.type("runs --journal j.sqlite", in: none.errors)
            #expect(runs.output.contains("completed"))
        }
    }

    @Test func `an unfinished run in a merge`() async throws {
        try await onShell { shell, sandbox in
            await sandbox.inject(Fault(.register, nth: 3, .statusBefore(429, retryAfter: "3600")))
            try await shell("rollcall apply team.csv --yes --journal 'my journal'").expect(5)
            let refused = try await shell("rollcall journal merge out.sqlite 'my journal'")
            refused.expect(1)
            try await shell.type("resume --journal 'my journal'", in: refused.errors).expect(0)
            try await shell("rollcall journal merge out.sqlite 'my journal'").expect(0)
        }
    }

    @Test func `a draft that cannot be seen in a merge`() async throws {
        try await onShell { shell, _ in
            try shell.rollcall.home.write("username\nann\n", to: "guests.csv")
            try await shell(
                "rollcall apply guests.csv --yes --journal j.sqlite --generate-passwords --credentials '|false'"
            ).expect(3)
            let directory = shell.rollcall.home.file("a stick")
            try JournalFile.execute(
                "INSERT INTO publication (id, draft, path)"
                    + " VALUES (7, '\(directory)/.first.draft', '\(directory)/first.csv');"
                    + "UPDATE hand_out SET state = 'publishing', publication = 7",
                at: shell.rollcall.home.file("j.sqlite"))
            let refused = try await shell("rollcall journal merge out.sqlite j.sqlite")
            refused.expect(1)
            let call = try #require(refused.errors.firstMatch(of: /type: (mkdir -p .*)/)).output.1
            try await shell(String(call)).expect(0)
            try await shell("rollcall journal merge out.sqlite j.sqlite").expect(0)
            #expect(try await shell("rollcall status --journal out.sqlite").output.contains("--credentials FILE"))
        }
    }

    @Test func `credentials that two journals owe to one account`() async throws {
        try await onShell { shell, sandbox in
            try shell.rollcall.home.write("username\nann\n", to: "team.csv")
            for journal in ["a.sqlite", "b.sqlite"] {
                try await shell(
                    "rollcall apply team.csv --yes --journal \(journal) --generate-passwords --credentials '|false'"
                ).expect(3)
                if journal == "a.sqlite" { await sandbox.removeAccounts(named: "ann") }
                // The order of runs is told by their seconds.
                try await Task.sleep(for: .seconds(1.1))
            }
            let refused = try await shell("rollcall journal merge out.sqlite a.sqlite b.sqlite")
            refused.expect(1)
            try await shell.type(
                "apply --journal b.sqlite.*?ROSTER", in: refused.errors, ["ROSTER": "team.csv", "FILE": "c.csv"],
                adding: "--yes"
            ).expect(0)
            #expect(try shell.rollcall.credentials("c.csv").names == ["ann"])
            try await shell("rollcall journal merge out.sqlite a.sqlite b.sqlite").expect(0)
        }
    }

    @Test func `a journal of a shard`() async throws {
        try await onShell { shell, _ in
            try await shell("rollcall apply team.csv --yes --shard 1/2 --journal j.sqlite").expect(0)
            let refused = try await shell(Self.apply)
            refused.expect(1)
            #expect(refused.errors.contains("Pass --shard 1/2"))
            try await shell(Self.apply + "--shard 1/2").expect(0)
        }
    }

    // MARK: A server that refuses

    @Test func `a login whose token is old`() async throws {
        try await Command.onRealServer { rollcall, _ in
            let shell = Shell(rollcall: rollcall.with(["ROLLCALL_USERNAME": nil, "ROLLCALL_PASSWORD": nil]))
            let refused = try await shell(
                "FLOWSERV_ACCESS_TOKEN=0123456789abcdef0123456789abcdef rollcall user whoami")
            refused.expect(5)
            try rollcall.home.write("admin secret\n", to: "password")
            try await shell.type(
                "user login NAME --save", in: refused.errors, ["NAME": "admin"], adding: "--password-file password"
            ).expect(0)
            let whoami = try await shell("rollcall user whoami")
            whoami.expect(0)
            #expect(whoami.output.hasSuffix("admin\n"))
        }
    }
}
