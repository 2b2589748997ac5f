import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// The letters of the commonest flags count everywhere that their names do.
struct ShortFlagTests {
    private static let roster = "username,password\nann,secret\n"

    private func onSandbox(_ body: (Command, SandboxBackend) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.roster, to: "team.csv")
            try await body(rollcall, sandbox)
        }
    }

    @Test func `the letters are y, q, v and o, and h for the help`() async throws {
        let letters = try await HelpDocument.ofBinary().letters
        #expect(letters == ["-y": "--yes", "-q": "--quiet", "-v": "--verbose", "-o": "--out", "-h": "--help"])
    }

    @Test(arguments: [["-y", "-q"], ["-yq"], ["-qy"], ["-y", "--quiet"]])
    func `letters stand alone or together`(flags: [String]) async throws {
        try await onSandbox { rollcall, sandbox in
            let applied = try await rollcall.run(["apply", "team.csv"] + flags)
            applied.expect(0)
            #expect(applied.everything == "")
            #expect(await sandbox.accounts().map(\.username) == ["admin", "ann"])
        }
    }

    /// A variable that makes no sense is an error, unless the flag is given.
    @Test(arguments: [
        ("ROLLCALL_YES", ["apply", "team.csv"], "--yes", "-y"),
        ("ROLLCALL_QUIET", ["apply", "team.csv", "--yes"], "--quiet", "-q"),
        ("ROLLCALL_VERBOSE", ["check", "team.csv"], "--verbose", "-v"),
    ])
    func `a letter wins over the variable as the name does`(
        variable: String, command: [String], name: String, letter: String
    ) async throws {
        try await onSandbox { rollcall, _ in
            let wrong = rollcall.with([variable: "perhaps"])
            let bare = try await wrong.run(command)
            bare.expect(64)
            #expect(bare.errors.contains(variable))
            try await wrong.run(command + [name, "--dry-run"].prefix(command[0] == "apply" ? 2 : 1)).expect(0)
            try await wrong.run(command + [letter, "--dry-run"].prefix(command[0] == "apply" ? 2 : 1)).expect(0)
        }
    }

    @Test(arguments: [["-o", "flag.json"], ["-o=flag.json"], ["-vo", "flag.json"]])
    func `-o wins over the variable and the file of settings`(flags: [String]) async throws {
        try await onSandbox { rollcall, _ in
            try rollcall.home.write("out: file.json\n", to: "lab.yaml")
            for variables in [["ROLLCALL_OUT": "variable.json"], ["ROLLCALL_CONFIG": "lab.yaml"]] {
                try await rollcall.with(variables).run(["plan", "team.csv"] + flags).expect(0)
                let files = try FileManager.default.contentsOfDirectory(atPath: rollcall.home.path)
                #expect(files.filter { $0.hasSuffix(".json") } == ["flag.json"])
                try FileManager.default.removeItem(atPath: rollcall.home.file("flag.json"))
            }
        }
    }

    @Test func `-h shows the help whatever the settings say, and is no attempt`() async throws {
        try await onSandbox { rollcall, _ in
            let wrong = rollcall.with(["ROLLCALL_YES": "perhaps", "ROLLCALL_CONFIG": "missing.yaml"])
            let help = try await wrong("apply", "-h")
            help.expect(0)
            let named = try await wrong("apply", "--help")
            named.expect(0)
            #expect(help.output == named.output && help.errors == "")
            try await rollcall("apply", "team.csv", "-h", "--metrics", "lab.prom").expect(0)
            #expect(!FileManager.default.fileExists(atPath: rollcall.home.file("lab.prom")))
        }
    }

    @Test func `what is to be typed next keeps the flags that say where, among letters`() async throws {
        try await onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.register, .statusBefore(429, retryAfter: "3600")))
            let stopped = try await rollcall("apply", "team.csv", "-yv", "--journal", "j.sqlite", "-q")
            stopped.expect(5)
            let shell = Shell(rollcall: rollcall)
            try await shell.type("resume --journal j.sqlite", in: stopped.errors).expect(0)
            try rollcall.home.write("no plan", to: "plan.json")
            let refused = try await rollcall("apply", "--plan", "plan.json", "-yq", "--journal=j.sqlite")
            refused.expect(6)
            #expect(refused.errors.contains("rollcall plan --journal j.sqlite --out plan.json ROSTER"))
        }
    }

    @Test func `after -- a word is a roster, even with a dash`() async throws {
        try await onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.roster, to: "-y")
            try await rollcall("apply", "--", "-y").expect(6)
            #expect(await sandbox.registers().isEmpty)
            try await rollcall("apply", "-y", "--", "-y").expect(0)
        }
    }
}
