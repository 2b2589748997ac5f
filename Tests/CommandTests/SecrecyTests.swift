import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// No password and no token is in anything that is written.
struct SecrecyTests {
    private static let roster = """
        username,password,state
        ann,MARK-password-ann,active
        bob,MARK-password-bob,pending
        carl, MARK-password-carl,active
        dora,MARK-password-dora,active
        erik,MARK-password-erik,active
        fay;MARK-password-fay;active
        "gina,MARK-password-gina,active"
        "hal"MARK-password-hal,MARK-password-hal,active
        Muster, MARK-password-ida,MARK-password-ida,active
        "jan	MARK-password-jan",x,active

        """

    /// Everything in the home directory as bytes, but for the files named.
    private func files(in home: TemporaryDirectory, but excepted: Set<String> = []) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try #require(FileManager.default.enumerator(atPath: home.path)).compactMap({ $0 as? String })
        where name != "team.csv" && !excepted.contains(name) {
            files[name] = FileManager.default.contents(atPath: home.file(name))
        }
        return files
    }

    private func expectNoMark(
        in home: TemporaryDirectory, _ secrets: some Collection<String>, but excepted: Set<String> = []
    ) throws {
        for (name, data) in try files(in: home, but: excepted) {
            for secret in secrets { #expect(data.range(of: Data(secret.utf8)) == nil, "\(name) holds \(secret)") }
        }
    }

    @Test func `no output and no file of any command holds a password or a token, whatever is logged`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.addAccount("MARK", password: "MARK-admin")
            await sandbox.addAccount("erik", password: "his own", active: false)
            await sandbox.inject(
                Fault(.register, username: "dora", .statusAfter(502)),
                Fault(.register, username: "ann", .statusBefore(429, retryAfter: "0")))
            try rollcall.home.write(Self.roster, to: "team.csv")
            let login = try await rollcall("user", "login", "MARK", "--password-file", "-", input: "MARK-admin\n")
            login.expect(0)
            let token = login.output.trimmingCharacters(in: .newlines)
            #expect(!token.isEmpty && login.errors == "")
            let marked = rollcall.with([
                "ROLLCALL_USERNAME": "MARK", "ROLLCALL_PASSWORD": "MARK-admin", "FLOWSERV_ACCESS_TOKEN": token,
            ])
            for arguments in commands {
                let ending = try await marked.run(arguments + ["--log-level", "trace"], input: "MARK-password-new\n")
                for secret in ["MARK-", token] {
                    #expect(!ending.everything.contains(secret), "\(arguments): \(ending.everything)")
                }
                try expectNoMark(in: rollcall.home, ["MARK-", token])
            }
            #expect(await sandbox.registers().count > 5)
            #expect(try files(in: rollcall.home).keys.contains { $0.hasSuffix("journal.sqlite") })
        }
    }

    @Test func `every command is among those that are searched`() async throws {
        let help = try await HelpDocument.ofBinary()
        let names = Set(help.flags.keys)
        let searched = commands.map {
            help.groups.contains($0[0]) ? $0.prefix(2).joined(separator: " ") : $0[0]
        }
        // Its output is the id; a test of its own sees to the rest.
        #expect(names.subtracting(searched) == ["user request-password-reset"])
    }

    private var commands: [[String]] {
        let skipping = ["team.csv", "--skip-invalid"]
        let reports = ["json", "csv", "html", "md", "xml"].flatMap { ["--report", "report.\($0)"] }
        return [
            ["check", "team.csv"], ["check", "team.csv", "--format", "json"],
            ["check", "team.csv", "--format", "csv"],
            ["check", "team.csv", "--format", "sarif"],
            ["plan"] + skipping, ["plan", "--format", "json", "--out", "plan.json"] + skipping,
            ["plan", "--format", "csv"] + skipping, ["plan", "--format", "markdown"] + skipping,
            ["plan", "--format", "html"] + skipping,
            ["apply", "--yes", "--settle", "0"] + reports + skipping,
            ["apply", "--yes", "--format", "json", "--metrics", "rollcall.prom"] + skipping,
            ["resume"], ["status"], ["config"], ["runs"], ["runs", "1"], ["runs", "1", "--format", "json"],
            ["account", "adopt", "erik", String(repeating: "0", count: 32)], ["account", "retry", "erik"],
            ["journal", "merge", "whole.sqlite", ".local/state/rollcall/journal.sqlite"],
            ["journal", "backup", "backup.sqlite"],
            ["journal", "rename-server", "https://one.example.org/api", "https://two.example.org/api"],
            ["user", "list"], ["user", "list", "--format", "json"], ["user", "whoami"],
            ["user", "register", "new", "--password-file", "-"], ["user", "login", "new2", "--password-file", "-"],
            ["user", "reset-password", "wrong-id", "--password-file", "-"],
            ["user", "activate", String(repeating: "0", count: 32)], ["user", "logout"],
        ]
    }

    @Test func `what is handed out is in the credentials and nowhere else`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.register, username: "bob", .statusAfter(502)))
            try rollcall.home.write("username,state\nann,\nbob,\ncarl,pending\n", to: "team.csv")
            try rollcall.home.write("username,state\ndora,\nerik,pending\n", to: "guests.csv")
            var output = ""
            for arguments in [
                ["plan", "team.csv", "--generate-passwords", "--out", "plan.json"],
                ["apply", "team.csv", "--yes", "--settle", "0", "--generate-passwords", "--credentials", "1.csv"],
                ["apply", "guests.csv", "--yes", "--invite", "--credentials", "2.csv", "--report", "report.json"],
                ["status"], ["runs", "1", "--format", "json"], ["runs", "2", "--format", "json"],
                ["plan", "guests.csv", "--invite", "--format", "html"],
            ] {
                let ending = try await rollcall.run(arguments + ["--log-level", "trace"])
                ending.expect(0)
                output += ending.everything
            }
            let passwords = try rollcall.credentials("1.csv").values("password").values
            let ids = try rollcall.credentials("2.csv").values("request_id").values
            let secrets = Array(passwords) + ids
            #expect(secrets.count == 4 && secrets.allSatisfy { $0.count >= 26 })
            for secret in secrets { #expect(!output.contains(secret)) }
            try expectNoMark(in: rollcall.home, secrets, but: ["1.csv", "2.csv"])
            try expectSecretAlone(in: rollcall)
        }
    }

    /// The pending guest waits, so the secret is still there; its bytes are in its own file alone.
    private func expectSecretAlone(in rollcall: Command) throws {
        let all = try files(in: rollcall.home)
        let secret = try #require(all.first { $0.key.contains(".secret-") })
        #expect(secret.value.count == 32)
        for (name, data) in all where name != secret.key {
            #expect(data.range(of: secret.value) == nil, "\(name) holds the secret")
            #expect(data.range(of: Data(secret.value.base64EncodedString().utf8)) == nil, "\(name) holds the secret")
        }
    }

    @Test func `neither ps nor a crash shows a secret`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.register, times: nil, .delay(.seconds(600))))
            try rollcall.home.write("username,password\nann,MARK-password\nbob,\n", to: "team.csv")
            let seen = Handover<(arguments: Data, limits: String)>()
            let crashed = try await rollcall(
                "apply", "team.csv", "--yes", "--generate-passwords", "--credentials", "c.csv"
            ) { pid in
                try await eventually("the registers are under way") { await sandbox.registers().count == 2 }
                let arguments = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
                await seen.give((arguments, try String(contentsOfFile: "/proc/\(pid)/limits", encoding: .utf8)))
                kill(pid, SIGSEGV)
            }
            let (arguments, limits) = await seen.take()
            #expect(arguments.range(of: Data("apply".utf8)) != nil && arguments.range(of: Data("MARK-".utf8)) == nil)
            #expect(limits.contains(/Max core file size +0 +0\b/))
            #expect(crashed.code == nil && !crashed.everything.contains("MARK-"))
            // Swift's backtraces print memory.
            #expect(!crashed.errors.contains("Backtrac") && !crashed.errors.contains("rax"))
            try expectNoMark(in: rollcall.home, ["MARK-", "admin secret"])
            let cores = try files(in: rollcall.home).keys.filter { $0.hasPrefix("core") }
            #expect(cores == [])
        }
    }

    @Test func `a reset id is printed and nothing else is`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let request = try await rollcall("user", "request-password-reset", "admin")
            let id = request.output.trimmingCharacters(in: .newlines)
            #expect(id.count == 32 && request.errors == "")
            let reset = try await rollcall("user", "reset-password", id, "--password-file", "-", input: "MARK-new\n")
            reset.expect(0)
            #expect(!reset.everything.contains(id) && !reset.everything.contains("MARK-"))
            try expectNoMark(in: rollcall.home, [id, "MARK-"])
        }
    }

    @Test func `a killed run leaves a write-ahead log without a password or a token`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.register, nth: 4, times: nil, .delay(.seconds(600))))
            try rollcall.home.write(People(20).csv(), to: "team.csv")
            let login = try await rollcall("user", "login", "admin", "--password-file", "-", input: "admin secret\n")
            let token = login.output.trimmingCharacters(in: .newlines)
            let killed = try await rollcall("apply", "team.csv", "--yes") { pid in
                try await eventually("some registers are under way") { await sandbox.registers().count >= 6 }
                kill(pid, SIGKILL)
            }
            #expect(killed.code == nil)
            let log = try #require(try files(in: rollcall.home).first { $0.key.hasSuffix("-wal") })
            #expect(log.value.range(of: Data("user".utf8)) != nil)
            try expectNoMark(in: rollcall.home, ["secret of", "admin secret", token])
        }
    }

    @Test func `the journal, its log and its lock are for their owner only`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.register, times: nil, .delay(.seconds(600))))
            try rollcall.home.write(People(2).csv(), to: "team.csv")
            let killed = try await rollcall("apply", "team.csv", "--yes", "--journal", "journal.sqlite") { pid in
                try await eventually("a register is under way") { await !sandbox.registers().isEmpty }
                kill(pid, SIGKILL)
            }
            #expect(killed.code == nil)
            for name in ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite.lock"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: rollcall.home.file(name))
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
            }
        }
    }
}
