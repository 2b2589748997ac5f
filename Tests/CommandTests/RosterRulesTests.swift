import Foundation
import FlowServ
import Sandbox
import TestSupport
import Testing

/// Rules for rosters that somebody sets, and doubts about them.
struct RosterRulesTests {
    private func onRoster(
        _ text: String, _ body: (Command, SandboxBackend) async throws -> Void
    ) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(text, to: "team.csv")
            try await body(rollcall, sandbox)
        }
    }

    private static let names = "username,password,state\nann.lee,secret,\nbob,secret,Terminated\n"

    @Test func `a name of another shape is a problem`() async throws {
        try await onRoster(Self.names) { rollcall, sandbox in
            for command in ["check", "plan", "apply"] {
                let ending = try await rollcall.run([
                    command, "team.csv", "--username-pattern", #"[a-z]+\.[a-z]+"#, "--state-word",
                    "terminated=pending",
                ])
                ending.expect(4)
                #expect(ending.everything.contains("team.csv:3:1: \"bob\" does not match the pattern"))
                #expect(!ending.everything.contains("ann.lee\" does"))
            }
            #expect(await sandbox.registers().isEmpty)
            let wrong = try await rollcall("check", "team.csv", "--username-pattern", "[a")
            wrong.expect(64)
            #expect(wrong.errors.contains("--username-pattern [a: "))
        }
    }

    @Test(arguments: ["(a+)+", #"([a-z]+\.?)+[0-9]"#, "(a|a)*b"])
    func `an expression that would take for ever is given up`(pattern: String) async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1")
        try rollcall.home.write("username\n\(String(repeating: "a", count: 60))!\n", to: "team.csv")
        for command in ["check", "plan"] {
            let ending = try await rollcall(command, "team.csv", "--username-pattern", pattern)
            ending.expect(64)
            #expect(
                ending.errors.contains("--username-pattern \(pattern): matching one name has taken more than 5 s"))
        }
    }

    @Test func `words of one's own are understood, from flags, variables and settings`() async throws {
        try await onRoster(Self.names) { rollcall, _ in
            try await rollcall("check", "team.csv").expect(4)
            for settings in ["stateWords:\n  TERMINATED: deleted\n", "stateWords: [Terminated=deleted]\n"] {
                let path = try rollcall.home.write(settings, to: "rollcall.yaml")
                let check = try await rollcall("check", "team.csv", "--config", path)
                check.expect(0)
                #expect(check.output.contains("1 row, 1 more not wanted"))
            }
            try await rollcall.with(["ROLLCALL_STATE_WORD": "terminated=deleted"])("check", "team.csv").expect(0)
            try await rollcall("check", "team.csv", "--state-word", "term-inated=pending").expect(0)
            for word in ["Terminated", "=active", "Terminated=gone"] {
                let wrong = try await rollcall("check", "team.csv", "--state-word", word)
                wrong.expect(64)
                #expect(wrong.errors.contains("WORD=STATE"))
            }
        }
    }

    @Test func `a saved plan and resume read the roster by the same rules`() async throws {
        try await onRoster(Self.names) { rollcall, sandbox in
            let rules = ["--state-word", "Terminated=pending", "--username-pattern", "[a-z.]+"]
            try await rollcall.run(["plan", "team.csv", "--out", "plan.json"] + rules).expect(0)
            await sandbox.inject(Fault(.register, username: "ann.lee", .delay(.seconds(600))))
            let killed = try await rollcall("apply", "--plan", "plan.json", "--yes", "--concurrency", "1") { pid in
                try await eventually("a register is under way") { await !sandbox.registers().isEmpty }
                kill(pid, SIGKILL)
            }
            #expect(killed.code == nil)
            try await rollcall("resume", "--settle", "0").expect(0)
            #expect(await Set(sandbox.accounts().map(\.username)) == ["admin", "ann.lee", "bob"])
        }
    }

    @Test(arguments: ["check", "plan", "apply"])
    func `a condition that no row meets is an error that lists the values there are`(command: String) async throws {
        let roster = "username,password,wave\nann,secret,1\nbob,secret,2\n"
        try await onRoster(roster) { rollcall, sandbox in
            for conditions in [["wave=3"], ["wave=1", "wave=3"]] {
                let ending = try await rollcall.run([command, "team.csv"] + conditions.flatMap { ["--where", $0] })
                ending.expect(64)
                #expect(ending.errors.contains(#": "1", "2"."#))
            }
            let none = try await rollcall.run([command, "team.csv", "--where", "wave=1", "--where", "username=bob"])
            none.expect(64)
            #expect(none.errors.contains("no row has all of these values"))
            #expect(await sandbox.callCounts().isEmpty)
        }
    }

    @Test func `rows that agree are one account, whose rows are all named`() async throws {
        let roster = "username,password,course\nann,secret,maths\nbob,secret,maths\nann,secret,physics\n"
        try await onRoster(roster) { rollcall, sandbox in
            try rollcall.home.write("username,password\nann,secret\n", to: "more.csv")
            let check = try await rollcall("check", "team.csv", "more.csv")
            check.expect(0)
            #expect(check.output.contains("  ann: team.csv:2:1, team.csv:4:1, more.csv:2:1\n"))
            let json = try await rollcall("check", "team.csv", "more.csv", "--format", "json")
            #expect(
                json.output.contains(
                    #""places":[{"file":"team.csv","line":2},{"file":"team.csv","line":4},{"file":"more.csv","line":2}]"#
                ))
            try await rollcall("apply", "team.csv", "more.csv", "--yes", "--where", "course=physics").expect(0)
            #expect(await sandbox.registers().map(\.username) == ["ann"])
            try await rollcall("plan", "team.csv", "more.csv", "--detailed-exitcode").expect(2)
            try await rollcall("apply", "team.csv", "more.csv", "--yes").expect(0)
            #expect(await sandbox.registers().map(\.username) == ["ann", "bob"])
        }
    }

    @Test func `a file that may be cut off is refused until somebody says that it is whole`() async throws {
        let roster = "password,email\nsecret,ann@example.org\nsecret,bob@example.org\nsecret,first.la"
        try await onRoster(roster) { rollcall, sandbox in
            let words = "team.csv:4:8: the file may be cut off"
            let check = try await rollcall("check", "team.csv")
            check.expect(0)
            #expect(check.output.contains(words))
            let json = try await rollcall("check", "team.csv", "--format", "json")
            #expect(json.output.contains(#""doubts": ["#) && json.output.contains(#""code":"cut-off-roster""#))
            let csv = try await rollcall("check", "team.csv", "--format", "csv")
            csv.expect(0)
            #expect(csv.output.contains("\nteam.csv,4,8,cut-off-roster,,"))
            let sarif = try await rollcall("check", "team.csv", "--format", "sarif")
            sarif.expect(0)
            let run = try #require(sarif.decoded(as: SARIFDocument.self).runs.first)
            #expect(run.results.map(\.ruleId) == ["cut-off-roster"] && run.results.map(\.level) == ["warning"])
            #expect(run.tool.driver.rules.contains { $0.id == "cut-off-roster" })
            let plan = try await rollcall("plan", "team.csv", "--detailed-exitcode")
            plan.expect(6)
            #expect(plan.output.contains(words))
            let refused = try await rollcall("apply", "team.csv", "--yes")
            refused.expect(6)
            #expect(refused.errors.contains("pass --accept cut-off-roster"))
            #expect(await sandbox.registers().isEmpty)
            try await rollcall("apply", "team.csv", "--yes", "--accept", "cut-off-roster").expect(0)
            #expect(await sandbox.registers().count == 3)
        }
    }

    @Test func `leaving the last row out does not make a file whole`() async throws {
        let roster = "username,password,state\nann,secret,active\nbob,secret,act"
        try await onRoster(roster) { rollcall, sandbox in
            try await rollcall("apply", "team.csv", "--yes").expect(4)
            let refused = try await rollcall("apply", "team.csv", "--yes", "--skip-invalid")
            refused.expect(6)
            #expect(await sandbox.registers().isEmpty)
            try await rollcall("apply", "team.csv", "--yes", "--skip-invalid", "--accept", "cut-off-roster").expect(3)
            #expect(await sandbox.registers().map(\.username) == ["ann"])
        }
    }
}
