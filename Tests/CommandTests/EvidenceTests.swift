import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// Only flowServ's own word counts, through the real binary.
struct EvidenceTests {
    private static let names = (10..<40).map { "user\($0)" }
    private static let pending = "username,password,state\n" + names.map { "\($0),pw-\($0),pending\n" }.joined()
    private static let active = "username,password\n" + names.map { "\($0),pw-\($0)\n" }.joined()

    /// Thirty pending accounts, and a roster that wants them active.
    private static func withWave(_ body: (Command, SandboxBackend) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(pending, to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            try rollcall.home.write(active, to: "team.csv")
            try await body(rollcall, sandbox)
        }
    }

    private static func activeNames(_ sandbox: SandboxBackend) async -> [String] {
        await sandbox.accounts().filter { $0.active && $0.username != "admin" }.map(\.username).sorted()
    }

    @Test(arguments: [nil, "no Route matched with those values"])
    func `a proxy that answers 404 to activations loses no id`(message: String?) async throws {
        try await Self.withWave { rollcall, sandbox in
            await sandbox.inject(Fault(.activate, times: 60, .statusBefore(404, message: message)))
            let first = try await rollcall("apply", "team.csv", "--yes")
            #expect(first.code == 3 || first.code == 5, "\(first.status)\n\(first.everything)")
            await sandbox.clearFaults()
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            #expect(await Self.activeNames(sandbox) == Self.names)
            #expect(await sandbox.registers().count == Self.names.count)
        }
    }

    @Test func `another database for two nights loses no id, and what is printed then works`() async throws {
        try await Self.withWave { rollcall, sandbox in
            await sandbox.inject(Fault(.activate, times: nil, .statusBefore(404, message: "unknown user")))
            for _ in 0..<2 {
                let night = try await rollcall("apply", "team.csv", "--yes", "--quiet")
                night.expect(6)
                #expect(night.errors.contains("does not know the ids of the first 3 accounts"))
                #expect(night.errors.contains("type: rollcall resume --accept unknown-ids"))
                #expect(night.errors.contains("When the right database is back, type: rollcall resume"))
            }
            await sandbox.clearFaults()
            try await rollcall("resume").expect(0)
            #expect(await Self.activeNames(sandbox) == Self.names)
        }
    }

    @Test func `the real flowServ without our accounts for two nights loses no id`() async throws {
        try await Command.onRealServer { rollcall, server in
            try rollcall.home.write(Self.pending, to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            try rollcall.home.write(Self.active, to: "team.csv")
            let before = try server.accounts()
            try await server.withoutPendingAccounts {
                for _ in 0..<2 { try await rollcall("apply", "team.csv", "--yes").expect(6) }
            }
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            let after = try server.accounts()
            #expect(after.map(\.id) == before.map(\.id))
            #expect(after.filter { !$0.isActive } == [])
        }
    }

    @Test func `accounts that were really removed are registered anew after two runs that heard so`() async throws {
        try await Self.withWave { rollcall, sandbox in
            for name in Self.names { await sandbox.removeAccounts(named: name) }
            try await rollcall("apply", "team.csv", "--yes").expect(6)
            let doubted = try await rollcall("resume", "--accept", "unknown-ids")
            doubted.expect(3)
            let status = try await rollcall("status")
            #expect(status.output.contains("30 pending accounts are not known to the server"))
            try await rollcall("apply", "team.csv", "--yes", "--accept", "unknown-ids").expect(3)
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            #expect(await Self.activeNames(sandbox) == Self.names)
        }
    }

    @Test func `a wrong id is put right by another adopt, and one that was given up can be adopted again`()
        async throws
    {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.addAccount("erik", password: "his own", active: false)
            let right = try #require(await sandbox.accounts().first { $0.username == "erik" }).id
            try rollcall.home.write("username,password\nerik,secret of erik\n", to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(3)
            let wrong = String(repeating: "f", count: 32)
            try await rollcall("account", "adopt", "erik", wrong).expect(0)
            try await rollcall("apply", "team.csv", "--yes").expect(3)
            #expect(try await rollcall("status").output.contains("type: rollcall account adopt NAME ID"))
            try await rollcall("account", "adopt", "erik", right).expect(0)
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            try await rollcall("user", "login", "erik", "--password-file", "-", input: "secret of erik\n").expect(0)
        }
        try await Self.withWave { rollcall, sandbox in
            let name = Self.names[0]
            let id = try #require(await sandbox.accounts().first { $0.username == name }).id
            await sandbox.inject(
                Fault(.activate, nth: 1, times: 2, .statusBefore(404, message: "unknown user")))
            try rollcall.home.write("username,password\n\(name),pw\n", to: "one.csv")
            for _ in 0..<2 {
                try await rollcall("apply", "one.csv", "--yes", "--accept", "shrunken-roster").expect(3)
            }
            try await rollcall("account", "adopt", name, String(repeating: "e", count: 32)).expect(1)
            try await rollcall("account", "adopt", name, id, "--keep-password").expect(0)
            try await rollcall("apply", "one.csv", "--yes", "--accept", "shrunken-roster").expect(0)
            #expect(await Self.activeNames(sandbox) == [name])
        }
    }

    /// The row of a name that a firewall takes for an attack.
    @Test(arguments: [nil, "Forbidden"], [403, 401])
    func `a firewall that dislikes one name stops nobody else`(message: String?, status: Int) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            let attack = "x' OR 1=1 --"
            try rollcall.home.write(Self.active + "\(attack),secret\n", to: "team.csv")
            await sandbox.inject(
                Fault(.register, username: attack, times: nil, .statusBefore(status, message: message)))
            for _ in 0..<2 {
                let night = try await rollcall("apply", "team.csv", "--yes", "--settle", "0")
                night.expect(3)
                #expect(await Self.activeNames(sandbox) == Self.names)
            }
        }
    }

    @Test func `a firewall that dislikes a dozen names stops nobody else and no delivery`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            let attacks = (10..<22).map { "' OR \($0)=\($0) --" }
            let rows = (attacks + Self.names).map { "\($0)\n" }.joined()
            try rollcall.home.write("username\n" + rows, to: "team.csv")
            for attack in attacks {
                await sandbox.inject(Fault(.register, username: attack, times: nil, .statusBefore(403)))
            }
            let flags = ["apply", "team.csv", "--yes", "--settle", "0", "--generate-passwords", "--credentials"]
            let first = try await rollcall.run(flags + ["one.csv"])
            first.expect(3)
            #expect(await Self.activeNames(sandbox) == Self.names)
            #expect(try rollcall.credentials("one.csv").names == Self.names)
            #expect(!first.everything.contains("given up"))
            let second = try await rollcall.run(flags + ["two.csv"])
            second.expect(3)
        }
    }

    /// Names that sort first, so that nobody else is answered before them.
    @Test(arguments: ["pending", "active"])
    func `a firewall that dislikes sixty names of two hundred stops nobody else`(state: String) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            let attacks = (10..<70).map { "' OR \($0)=\($0) --" }
            let good = (100..<240).map { "user\($0)" }
            let rows = (attacks + good).map { "\($0),secret of \($0),\(state)\n" }.joined()
            try rollcall.home.write("username,password,state\n" + rows, to: "team.csv")
            for attack in attacks {
                await sandbox.inject(Fault(.register, username: attack, times: nil, .statusBefore(403)))
            }
            try await rollcall("apply", "team.csv", "--yes", "--settle", "0").expect(3)
            #expect(await sandbox.accounts().map(\.username).filter { $0 != "admin" }.sorted() == good)
        }
    }

    @Test func `a firewall that dislikes one activation stops nobody else`() async throws {
        try await Self.withWave { rollcall, sandbox in
            // The second of them: the first one is answered.
            await sandbox.inject(Fault(.activate, nth: 2, times: 1, .statusBefore(403)))
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            #expect(await Self.activeNames(sandbox) == Self.names)
        }
    }

    /// What stands in front of a server is named, whatever it was asked.
    @Test(arguments: ["/users?", "/users/whoami", ""])
    func `a portal and a front that compresses are named as such`(target: String) async throws {
        let bodies = [
            ("a sign-in page", "<html><form><input type=password></form></html>", ""),
            ("a compressed body (gzip), which was not asked for", "\u{1F}\u{8B}\u{8}", "content-encoding: gzip"),
        ]
        for (words, body, headers) in bodies {
            let ending = try await RawServer.run(
                WireLog(),
                script: { count, request, peer in
                    let isMeant =
                        target == "/users?" ? request.target.hasSuffix("/users") : request.target.hasSuffix(target)
                    guard target.isEmpty || isMeant else {
                        return try await CannedFlowServ.answer(count, request, peer)
                    }
                    try await peer.answer("200 OK", body, headers: headers)
                }
            ) { server in
                let rollcall = try Command(server: server.url, login: ("admin", "admin secret"))
                return try await rollcall.run(["user", target == "/users/whoami" ? "whoami" : "list"])
            }
            ending.expect(5)
            #expect(ending.errors.contains(words), "\(ending.errors)")
        }
    }

    @Test func `an admin who is answered by a firewall does not hear that the password is wrong`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.active, to: "team.csv")
            await sandbox.inject(Fault(.login, times: nil, .statusBefore(403)))
            let ending = try await rollcall("plan", "team.csv")
            ending.expect(5)
            #expect(ending.errors.contains("not flowServ's answer: 403 with a web page"))
            #expect(!ending.errors.contains("password"))
        }
    }

    /// In every spelling in which a server may quote what it was sent.
    @Test(arguments: [
        #"bad body: {"password":"s3cret \"é\" of&ann"}"#, #"bad body: {"password":"s3cret \"\u00e9\" of&ann"}"#,
        "bad body: password=s3cret%20%22%C3%A9%22%20of%26ann", "bad body: password=s3cret+%22%c3%a9%22+of%26ann",
        "bad body: <b>s3cret &quot;é&quot; of&amp;ann</b>", "s3cret \"é\" of&ann",
    ])
    func `a refusal that quotes the password is shown and kept without it`(message: String) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,password\nann,\"s3cret \"\"é\"\" of&ann\"\n", to: "team.csv")
            await sandbox.inject(Fault(.register, times: nil, .statusBefore(400, message: message)))
            let applied = try await rollcall("apply", "team.csv", "--yes", "--report", "report.json", "--verbose")
            applied.expect(3)
            #expect(applied.output.contains("[redacted]"))
            let journal = try Data(
                contentsOf: URL(fileURLWithPath: rollcall.home.file(".local/state/rollcall/journal.sqlite")))
            let texts = [
                applied.everything, try rollcall.home.read("report.json"), String(decoding: journal, as: UTF8.self),
                try await rollcall("status").everything, try await rollcall("runs", "1").everything,
            ]
            for text in texts { #expect(!text.contains("s3cret"), "\(text.prefix(2000))") }
        }
    }
}
