import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// Where credentials go, and where they must not.
struct CredentialsPlaceTests {
    private static let roster = "username,password\nann,hers\nbob,his\n"

    private func onSandbox(_ body: (Command, SandboxBackend) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.roster, to: "team.csv")
            try await body(rollcall, sandbox)
        }
    }

    private func apply(_ rollcall: Command, _ place: String) async throws -> Program.Ending {
        try await rollcall("apply", "team.csv", "--yes", "--credentials", place)
    }

    @Test func `an existing file, even a broken link, is never written over, and nothing is sent`() async throws {
        try await onSandbox { rollcall, sandbox in
            try rollcall.home.write("somebody's", to: "taken.csv")
            try FileManager.default.createSymbolicLink(
                atPath: rollcall.home.file("link.csv"), withDestinationPath: rollcall.home.file("nowhere"))
            for place in ["taken.csv", "link.csv"] {
                let applied = try await apply(rollcall, place)
                applied.expect(1)
                #expect(applied.errors.contains("\(place): "))
                #expect(applied.errors.contains("Nothing was sent."))
            }
            #expect(await sandbox.registers().isEmpty)
            #expect(try rollcall.home.read("taken.csv") == "somebody's")
            #expect(!FileManager.default.fileExists(atPath: rollcall.home.file("nowhere")))
        }
    }

    @Test(arguments: [("missing/credentials.csv", 1), ("-", 64), ("|", 64)] as [(String, Int32)])
    func `a place where none can be written is refused before anything is sent`(place: String, code: Int32)
        async throws
    {
        try await onSandbox { rollcall, sandbox in
            try await apply(rollcall, place).expect(code)
            #expect(await sandbox.registers().isEmpty)
        }
    }

    @Test func `a file that takes the place during the run keeps it, and the next apply hands out`() async throws {
        try await onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.register, username: "bob", .delay(.seconds(600))))
            let process = Handover<pid_t>()
            let applied = try await rollcall(
                "apply", "team.csv", "--yes", "--credentials", "credentials.csv", "--timeout", "2", "--settle", "0"
            ) { pid in
                await process.give(pid)
                try await eventually("a register is under way") { await sandbox.registers().count == 2 }
                try rollcall.home.write("somebody's", to: "credentials.csv")
            }
            applied.expect(3)
            let words = applied.output
            #expect(words.contains("no credentials were delivered\n"))
            #expect(words.contains("type: rollcall apply ROSTER --credentials FILE"))
            #expect(try rollcall.home.read("credentials.csv") == "somebody's")
            #expect(
                try await rollcall("status").output.contains("The credentials of 2 accounts have not been delivered"))

            let plain = try await rollcall("apply", "team.csv", "--yes")
            plain.expect(3)
            #expect(
                plain.output.contains(
                    "the credentials of 2 accounts are still owed; to get them, type: "
                        + "rollcall apply ROSTER --credentials FILE"))
            let plan = try await rollcall("plan", "team.csv", "--detailed-exitcode")
            plan.expect(2)
            #expect(
                plan.output.contains("Deliver the credentials of 2 accounts of earlier runs (--credentials FILE):"))
            try await apply(rollcall, "second.csv").expect(0)
            #expect(try rollcall.credentials("second.csv").values("password") == ["ann": "hers", "bob": "his"])
            try await rollcall("plan", "team.csv", "--detailed-exitcode").expect(0)
        }
    }

    @Test func `a command gets them on its standard input, and none of our logins`() async throws {
        try await onSandbox { rollcall, _ in
            let marked = rollcall.with(["FLOWSERV_ACCESS_TOKEN": "MARK-token", "MARK_PLAIN": "passed on"])
            let applied = try await apply(marked, "|env >environment; tr a-z A-Z >shouted.csv; echo said $((6 * 7))")
            applied.expect(0)
            #expect(try rollcall.home.read("shouted.csv").contains("\nANN,HERS,"))
            let environment = try rollcall.home.read("environment")
            #expect(environment.contains("MARK_PLAIN=passed on"))
            #expect(!environment.contains("MARK-token") && !environment.contains("admin secret"))
            // What the command says is not part of the report.
            #expect(applied.errors.contains("said 42") && !applied.output.contains("said 42"))
            #expect(try await rollcall("status").output.contains("Nothing needs attention."))
        }
    }

    @Test(arguments: ["false", "exit 7", "head -c 3 >/dev/null; exit 1", "kill -9 $$", "no-such-command"])
    func `a command that fails leaves them owed, and the next one gets them`(command: String) async throws {
        try await onSandbox { rollcall, _ in
            let failed = try await apply(rollcall, "|" + command)
            failed.expect(3)
            #expect(failed.output.contains("they are still owed: the command "))
            try await apply(rollcall, "|cat >credentials.csv").expect(0)
            #expect(try CredentialsFile(text: rollcall.home.read("credentials.csv")).names == ["ann", "bob"])
            try await rollcall("plan", "team.csv", "--detailed-exitcode").expect(0)
        }
    }
}
