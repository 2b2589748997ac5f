import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// The numbers that scripts and cron jobs rely on, each through the real binary.
struct ExitStatusTests {
    private static let team = "username,password\nann,secret\nbob,secret\n"

    private static func onSandbox(
        _ roster: String = team, _ body: (Command, SandboxBackend) async throws -> Void
    ) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(roster, to: "team.csv")
            try await body(rollcall, sandbox)
        }
    }

    @Test func `0 when all is done, and when there is nothing to do`() async throws {
        try await Self.onSandbox { rollcall, _ in
            for arguments in [
                ["check", "team.csv"], ["plan", "team.csv"], ["apply", "team.csv", "--dry-run"],
                ["apply", "team.csv", "--yes"], ["apply", "team.csv"], ["resume"], ["status"],
                ["plan", "team.csv", "--detailed-exitcode"], ["--version"], ["help", "plan"],
            ] {
                let ending = try await rollcall.run(arguments)
                ending.expect(0)
            }
        }
    }

    @Test func `1 for errors that have no number of their own`() async throws {
        try await Self.onSandbox { rollcall, _ in
            let cases = [
                (["runs"], "There is no journal"),
                (["account", "adopt", "ann", String(repeating: "0", count: 32)], "no journal"),
                (["plan", "team.csv", "--out", "missing/plan.json"], "missing/plan.json cannot be written"),
                (["user", "login", "ann", "--password-file", "missing"], "missing cannot be read"),
            ]
            for (arguments, message) in cases {
                let ending = try await rollcall.run(arguments)
                ending.expect(1)
                #expect(ending.errors.contains(message))
            }
        }
    }

    @Test func `1 when the report cannot be written, after the run and with its report on standard output`()
        async throws
    {
        try await Self.onSandbox { rollcall, sandbox in
            let applied = try await rollcall("apply", "team.csv", "--yes", "--report", "missing/report.json")
            applied.expect(1)
            #expect(applied.output.contains("2 planned, 2 succeeded"))
            #expect(applied.errors.contains("type: rollcall runs 1 --format json"))
            #expect(await sandbox.accounts().count == 3)
        }
    }

    @Test func `1 when the journal belongs to another server, and nothing is sent`() async throws {
        try await Self.onSandbox { rollcall, sandbox in
            let applied = try await rollcall("apply", "team.csv", "--yes")
            applied.expect(0)
            let counts = await sandbox.callCounts()
            let base = try #require(rollcall.environment["ROLLCALL_SERVER"])
            for command in [["plan", "team.csv"], ["apply", "team.csv", "--yes"]] {
                let other = try await rollcall.run(command + ["--server", base + "x"])
                other.expect(1)
                #expect(other.errors.contains("choose another with --journal"))
            }
            #expect(await sandbox.callCounts() == counts)
        }
    }

    @Test func `2 when changes are pending and --detailed-exitcode asks`() async throws {
        try await Self.onSandbox { rollcall, _ in
            let plain = try await rollcall("plan", "team.csv")
            plain.expect(0)
            let detailed = try await rollcall("plan", "team.csv", "--detailed-exitcode")
            detailed.expect(2)
        }
    }

    @Test func `3 when an account was blocked, refused or stayed unknown`() async throws {
        try await Self.onSandbox(Self.team + "carl,\n") { rollcall, _ in
            let applied = try await rollcall("apply", "team.csv", "--yes")
            applied.expect(3)
            let planned = try await rollcall("plan", "team.csv", "--detailed-exitcode")
            planned.expect(3)
        }
        // An unlisted account whose register was lost is sent once more, so the second fault counts only then.
        for effect in [FaultEffect.statusBefore(400, message: "weak password"), .statusBefore(500), .closeBefore] {
            try await Self.onSandbox { rollcall, sandbox in
                await sandbox.inject(Fault(.register, username: "ann", times: 2, effect))
                let applied = try await rollcall("apply", "team.csv", "--yes", "--settle", "0")
                applied.expect(3)
                #expect(applied.output.contains("ann  team.csv:2\n"))
            }
        }
    }

    @Test func `4 when a roster is not valid, and nothing is sent`() async throws {
        try await Self.onSandbox("username,password\nann,secret\nann,another\n") { rollcall, sandbox in
            for arguments in [
                ["check", "team.csv"], ["plan", "team.csv"], ["apply", "team.csv", "--yes"], ["plan", "missing.csv"],
            ] {
                let ending = try await rollcall.run(arguments)
                ending.expect(4)
            }
            #expect(await sandbox.callCounts().isEmpty)
        }
    }

    /// Such a roster is read while the server is asked already.
    @Test func `4 when a long roster is not valid, whatever is wrong with the server`() async throws {
        let long = (0..<100_000).map { "user\($0),secret\n" }.joined()
        try await Self.onSandbox("username,password\nuser7,another\n" + long) { rollcall, sandbox in
            for server in [nil, "http://127.0.0.1:1/flowserv/api/v1"] as [String?] {
                let variables: [String: String?] = server.map { ["ROLLCALL_SERVER": $0] } ?? [:]
                let ending = try await rollcall.with(variables)("plan", "team.csv")
                ending.expect(4)
                #expect(ending.errors.contains("\"user7\" is in 2 rows"))
                #expect(!ending.errors.contains("--server URL"))
            }
            #expect(await sandbox.registers().isEmpty)
        }
    }

    @Test func `5 when the server cannot be reached, is no flowServ or refuses us`() async throws {
        try await Self.onSandbox { rollcall, sandbox in
            let base = try #require(rollcall.environment["ROLLCALL_SERVER"])
            let cases: [(variables: [String: String?], message: String)] = [
                (["ROLLCALL_SERVER": "http://127.0.0.1:1/flowserv/api/v1"], "--server URL"),
                (["ROLLCALL_SERVER": String(base.dropLast(3))], "must be the base of the API"),
                (["ROLLCALL_PASSWORD": "wrong"], "Check the name and the password"),
                (["ROLLCALL_USERNAME": "nobody"], "login as nobody failed"),
                (["ROLLCALL_USERNAME": nil, "FLOWSERV_ACCESS_TOKEN": nil], "No login is configured"),
            ]
            for (variables, message) in cases {
                let ending = try await rollcall.with(variables)("plan", "team.csv")
                ending.expect(5)
                #expect(ending.errors.contains(message), "\(ending.errors)")
                #expect(ending.output == "")
            }
            #expect(await sandbox.registers().isEmpty)
        }
    }

    @Test func `6 for plain http to another host`() async throws {
        let rollcall = try Command(server: "http://flowserv.invalid/flowserv/api/v1", login: ("admin", "secret"))
        try rollcall.home.write(Self.team, to: "team.csv")
        for arguments in [["plan", "team.csv"], ["apply", "team.csv", "--yes"], ["user", "list"]] {
            let ending = try await rollcall.run(arguments)
            ending.expect(6)
            #expect(ending.errors.contains("--insecure-http"))
        }
    }

    @Test func `6 without a confirmation, and nothing is sent`() async throws {
        try await Self.onSandbox { rollcall, sandbox in
            let applied = try await rollcall("apply", "team.csv", input: "2\n")
            applied.expect(6)
            #expect(applied.errors.contains("2 changes are due, and there is no terminal to ask on."))
            #expect(await sandbox.registers().isEmpty)
        }
    }

    @Test func `6 for a listing that lacks too many of our accounts`() async throws {
        try await Self.onSandbox(People(10) { _ in false }.csv()) { rollcall, sandbox in
            let first = try await rollcall("apply", "team.csv", "--yes")
            first.expect(0)
            for number in 1...6 { await sandbox.removeAccounts(named: "user\(number)") }
            let refused = try await rollcall("apply", "team.csv", "--yes")
            refused.expect(6)
            #expect(refused.errors.contains("The listing lacks 6 of the 10 accounts"))
            #expect(await sandbox.registers().count == 10)
            let accepted = try await rollcall("apply", "team.csv", "--yes", "--accept", "shrunken-listing")
            accepted.expect(0)
            #expect(await sandbox.registers().count == 16)
        }
    }

    @Test func `7 while another run has the journal`() async throws {
        try await Self.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.register, times: nil, .delay(.seconds(600))))
            let first = try await rollcall("apply", "team.csv", "--yes") { pid in
                try await eventually("a register is under way") { await !sandbox.registers().isEmpty }
                for arguments in [
                    ["apply", "team.csv", "--yes"], ["resume"], ["user", "register", "carl", "--password-file", "-"],
                ] {
                    let second = try await rollcall.run(arguments, input: "secret\n")
                    second.expect(7)
                    let host = ProcessInfo.processInfo.hostName
                    #expect(second.errors.contains("journal.sqlite: pid \(pid) on \(host), started 20"))
                    #expect(second.errors.contains(/started \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\.  Wait for it to end/))
                }
                kill(pid, SIGKILL)
            }
            #expect(first.code == nil)
            #expect(await sandbox.registers().allSatisfy { $0.username != "carl" })
        }
    }

    @Test(arguments: [
        ["nonsense"], ["plan"], ["plan", "team.csv", "--no-such-flag"], ["plan", "team.csv", "--as-of", "tomorrow"],
        ["plan", "team.csv", "--column", "name"], ["apply", "team.csv", "--yes", "--concurrency", "0"],
        ["apply", "team.csv", "--yes", "--settle", "-1"], ["plan", "team.csv", "--timeout", "0"],
        ["plan", "team.csv", "--token-header", "no header"], ["account", "adopt", "ann", "17"],
        ["user", "reset-password"],
        ["plan", "team.csv", "--server", "not a url"],
    ])
    func `64 for a command line that is not right`(_ arguments: [String]) async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1", login: ("admin", "secret"))
        try rollcall.home.write(Self.team, to: "team.csv")
        let ending = try await rollcall.run(arguments)
        ending.expect(64)
        #expect(ending.output == "" && !ending.errors.isEmpty)
    }
}
