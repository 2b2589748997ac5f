import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// `--where` plans some of the rows, after all of them were judged.
struct WhereTests {
    private static let roster = """
        username,password,state,wave,team
        ann,secret,active,1,a
        bob,secret,active,2,a
        cid,secret,active,2,b
        dee,secret,active,3,b
        eva,secret,active,,b

        """

    private func onRoster(
        _ roster: String = roster, _ body: (Command, SandboxBackend) async throws -> Void
    ) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(roster, to: "team.csv")
            try await body(rollcall, sandbox)
        }
    }

    private func planned(_ rollcall: Command, _ more: String...) async throws -> PlanDocument {
        let ending = try await rollcall.run(["plan", "team.csv", "--format", "json"] + more)
        ending.expect(0)
        return try ending.decoded(as: PlanDocument.self)
    }

    @Test(arguments: [
        (["--where", "wave=2"], ["bob", "cid"]),
        (["--where", "wave=2", "--where", "wave=3"], ["bob", "cid", "dee"]),
        (["--where", "wave=2", "--where", "team=a"], ["bob"]),
        (["--where", "wave="], ["eva"]),
        ([], ["ann", "bob", "cid", "dee", "eva"]),
    ])
    func `fields must all match, of one field any value`(flags: [String], names: [String]) async throws {
        try await onRoster { rollcall, sandbox in
            let ending = try await rollcall.run(["plan", "team.csv", "--format", "json"] + flags)
            #expect(try ending.decoded(as: PlanDocument.self).actions.map(\.username) == names)
            try await rollcall.run(["apply", "team.csv", "--yes"] + flags).expect(0)
            #expect(await sandbox.registers().map(\.username).sorted() == names)
        }
    }

    @Test func `a value of nobody but those who have left is no mistake`() async throws {
        let text = "username,password,state,wave\nann,secret,active,1\nbob,,deleted,2\ncid,,deleted,1\n"
        try await onRoster(text) { rollcall, _ in
            try await rollcall("plan", "team.csv", "--where", "wave=2").expect(0)
            let ending = try await rollcall("plan", "team.csv", "--where", "wave=3")
            ending.expect(64)
            #expect(ending.errors.contains(": \"1\", \"2\"."))
        }
    }

    @Test func `values that only look the same are told apart`() async throws {
        try await onRoster("username,password,city\nann,secret,Orl\u{E9}ans\n") { rollcall, _ in
            let ending = try await rollcall("plan", "team.csv", "--where", "city=Orle\u{301}ans")
            ending.expect(64)
            #expect(ending.errors.contains(#"city=Orle\u{0301}ans"#) && ending.errors.contains(#""Orl\u{00E9}ans""#))
        }
    }

    @Test func `the plan says what was chosen`() async throws {
        try await onRoster { rollcall, _ in
            let plan = try await rollcall("plan", "team.csv", "--where", "wave=2", "--where", "wave=3")
            plan.expect(0)
            #expect(plan.output.contains("where wave=2 or 3: 2 other valid rows left out\n"))
            let json = try await rollcall("plan", "team.csv", "--where", "wave=2", "--format", "json").output
            #expect(json.contains("\"leftOut\" : 3"))
            let whole = try await rollcall("plan", "team.csv", "--format", "json").output
            #expect(!whole.contains("leftOut"))
        }
    }

    @Test func `a row that is left out is named by the roster, so its account is not unmanaged`() async throws {
        try await onRoster { rollcall, sandbox in
            for name in ["ann", "zoe"] { await sandbox.addAccount(name, password: "secret") }
            let plan = try await planned(rollcall, "--where", "wave=2")
            #expect(plan.unmanaged == ["admin", "zoe"])
        }
    }

    @Test func `names are compared with those of rows that are left out`() async throws {
        try await onRoster(Self.roster + "BOB,secret,active,9,c\n") { rollcall, sandbox in
            let plan = try await planned(rollcall, "--where", "wave=2")
            #expect(plan.actions.map(\.username) == ["cid"])
            #expect(plan.blocked.map(\.code) == ["similar-name"])
            #expect(await sandbox.registers().isEmpty)
        }
    }

    @Test func `a problem in a row that is left out is a problem`() async throws {
        try await onRoster(Self.roster + "bob,secret,active,9,c\n") { rollcall, _ in
            try await rollcall("plan", "team.csv", "--where", "wave=3").expect(4)
            let plan = try await planned(rollcall, "--where", "wave=2", "--skip-invalid")
            #expect(plan.actions.map(\.username) == ["cid"])
            #expect(plan.blocked.map(\.code) == ["duplicate-username", "duplicate-username"])
        }
    }

    @Test func `an id in a row that is left out is not taken over`() async throws {
        let id = String(repeating: "a", count: 32)
        try await onRoster("username,password,wave,flowserv_id\nann,secret,1,\nbob,secret,2,\(id)\n") { rollcall, _ in
            try await rollcall("apply", "team.csv", "--yes", "--where", "wave=1").expect(0)
            let refused = try await rollcall("account", "adopt", "bob", String(repeating: "b", count: 32))
            #expect(!refused.everything.contains(id))
        }
    }

    @Test(arguments: ["check", "plan", "apply"])
    func `a column that no roster has is an error that lists those there are`(command: String) async throws {
        try await onRoster { rollcall, sandbox in
            let ending = try await rollcall.run([command, "team.csv", "--where", "vawe=2"])
            ending.expect(64)
            #expect(ending.output == "")
            #expect(ending.errors.contains("vawe"))
            #expect(ending.errors.contains(#": "username", "state", "wave", "team"."#))
            #expect(await sandbox.callCounts().isEmpty)
        }
    }

    @Test(arguments: ["wave", "=2"])
    func `a condition without a field or a value is a usage error`(condition: String) async throws {
        try await onRoster { rollcall, _ in
            let ending = try await rollcall("check", "team.csv", "--where", condition)
            ending.expect(64)
            #expect(ending.errors.contains("FIELD=VALUE"))
        }
    }

    @Test func `a saved plan is carried out for the rows that it chose`() async throws {
        try await onRoster { rollcall, sandbox in
            try await rollcall("plan", "team.csv", "--where", "wave=2", "--out", "plan.json").expect(0)
            try await rollcall("apply", "--plan", "plan.json", "--yes").expect(0)
            #expect(await Set(sandbox.registers().map(\.username)) == ["bob", "cid"])
        }
    }

    @Test func `resume goes on with the rows that the run chose`() async throws {
        try await onRoster { rollcall, sandbox in
            await sandbox.inject(Fault(.register, username: "bob", .delay(.seconds(600))))
            let killed = try await rollcall(
                "apply", "team.csv", "--yes", "--where", "wave=2", "--where", "wave=3", "--concurrency", "1"
            ) { pid in
                try await eventually("a register is under way") { await !sandbox.registers().isEmpty }
                kill(pid, SIGKILL)
            }
            #expect(killed.code == nil)
            // Meanwhile dee has gone to another wave.
            try rollcall.home.write(Self.roster.replacing("active,3", with: "active,4"), to: "team.csv")
            let resumed = try await rollcall("resume", "--settle", "0")
            resumed.expect(3)
            #expect(await Set(sandbox.accounts().map(\.username)) == ["admin", "bob", "cid"])
            #expect(resumed.output.contains("no longer among the chosen rows"), "\(resumed.everything)")
        }
    }
}
