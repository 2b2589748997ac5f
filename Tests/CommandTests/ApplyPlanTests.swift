import Sandbox
import TestSupport
import Testing

/// `apply --plan` does what was reviewed, or says why not.
struct ApplyPlanTests {
    private static let roster =
        "username,password,state,activate_on\nalice,pw,,\nbob,pw,pending,\ncarol,pw,,2026-10-01\n"

    /// Somebody plans, something happens, somebody applies what was planned.
    private func applying(
        _ arguments: [String] = [], planned: [String] = [],
        after event: @Sendable (Command, SandboxBackend) async throws -> Void = { _, _ in }
    ) async throws -> (ending: Program.Ending, accounts: [String]) {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.roster, to: "team.csv")
            let plan = ["plan", "team.csv", "--out", "plan.json", "--as-of", "2026-09-01"] + planned
            try await rollcall.run(plan).expect(0)
            try await event(rollcall, sandbox)
            let asOf = arguments.contains("--as-of") ? [] : ["--as-of", "2026-09-01"]
            let ending = try await rollcall.run(["apply", "--plan", "plan.json", "--yes"] + asOf + arguments)
            return (ending, await sandbox.accounts().map(\.username).filter { $0 != "admin" }.sorted())
        }
    }

    @Test func `a plan that still fits is done, and nothing else`() async throws {
        let (ending, accounts) = try await applying { _, sandbox in
            await sandbox.addAccount("stranger", password: "pw")
        }
        ending.expect(0)
        #expect(accounts == ["alice", "bob", "carol", "stranger"])
    }

    @Test func `a plan reads its rosters as it was made`() async throws {
        let (ending, accounts) = try await applying(planned: ["--where", "state=pending"])
        ending.expect(0)
        #expect(accounts == ["bob"])
    }

    @Test func `a plan of rosters that have moved is done with their new paths`() async throws {
        let (ending, accounts) = try await applying(["moved.csv"]) { rollcall, _ in
            try rollcall.home.write(Self.roster, to: "moved.csv")
            try rollcall.home.write("gone", to: "team.csv")
        }
        ending.expect(0)
        #expect(accounts == ["alice", "bob", "carol"])
    }

    @Test func `a roster whose bytes changed is a difference`() async throws {
        let (ending, accounts) = try await applying { rollcall, _ in
            try rollcall.home.write(Self.roster + "dave,pw,,\n", to: "team.csv")
        }
        ending.expect(6)
        #expect(ending.errors.contains("team.csv is not the file that the plan was made from"))
        #expect(accounts == [])
    }

    @Test func `an account that the plan touches and that is there now is a difference`() async throws {
        let (ending, accounts) = try await applying { _, sandbox in
            await sandbox.addAccount("alice", password: "pw")
        }
        ending.expect(6)
        #expect(ending.errors.contains("alice: register as active (team.csv:2)"))
        #expect(ending.errors.contains("Nothing was sent."))
        #expect(accounts == ["alice"])
    }

    @Test func `what the journal has learned of an account is a difference`() async throws {
        let (ending, _) = try await applying { rollcall, sandbox in
            await sandbox.addAccount("alice", password: "pw", active: false)
            try rollcall.home.write("username,password\nalice,pw\n", to: "other.csv")
            try await rollcall("apply", "other.csv", "--yes").expect(3)
        }
        ending.expect(6)
        #expect(
            ending.errors.contains("alice: register as active (team.csv:2) was planned, it is blocked now (stranded)")
        )
    }

    @Test func `the state that is wanted on another day is a difference`() async throws {
        let (ending, accounts) = try await applying(["--as-of", "2026-10-01"])
        ending.expect(6)
        for action in ["carol: register as pending (team.csv:4)", "register as active (team.csv:4)"] {
            #expect(ending.errors.contains(action))
        }
        #expect(accounts == [])
    }

    @Test func `another server is a difference`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(Self.roster, to: "team.csv")
            try await rollcall("plan", "team.csv", "--out", "plan.json").expect(0)
            try await Command.onSandbox { other, _ in
                let moved = rollcall.with(["ROLLCALL_SERVER": other.environment["ROLLCALL_SERVER"]])
                let ending = try await moved("apply", "--plan", "plan.json", "--yes")
                ending.expect(6)
                #expect(ending.errors.contains("the plan is for "))
            }
        }
    }

    @Test func `a file that is no plan is refused, and flags that contradict a plan are`() async throws {
        let (refused, _) = try await applying { rollcall, _ in try rollcall.home.write("{}", to: "plan.json") }
        refused.expect(6)
        let (wrong, _) = try await applying(["--skip-invalid"])
        wrong.expect(64)
        #expect(wrong.errors.contains("The plan plan.json "))
    }

    @Test func `a plan holds no password`() async throws {
        _ = try await applying { rollcall, _ in
            let plan = try rollcall.home.read("plan.json")
            #expect(!plan.contains("\"pw\""))
        }
    }
}
