import Sandbox
import TestSupport
import Testing

/// What makes `plan` warn and `apply` refuse.
struct SafetyLimitTests {
    @Test func `more changes than allowed are a warning in plan and a refusal in apply`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(12).csv(), to: "team.csv")
            let words = "pass --max-changes 12."
            let plan = try await rollcall("plan", "team.csv", "--max-changes", "11", "--format", "json")
            plan.expect(0)
            #expect(plan.output.contains(words))
            let refused = try await rollcall("apply", "team.csv", "--yes", "--max-changes", "11")
            refused.expect(6)
            #expect(refused.errors.contains(words))
            #expect(await sandbox.accounts().map(\.username) == ["admin"])
            try await rollcall("apply", "team.csv", "--yes", "--max-changes", "12").expect(0)
        }
    }

    @Test func `a share is one of the listed accounts, with a floor for small servers`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(11).csv(), to: "team.csv")
            let refused = try await rollcall("apply", "team.csv", "--yes", "--max-changes", "50%")
            refused.expect(6)
            #expect(refused.errors.contains("--max-changes 50% allows 10, with 1 account listed."))
            try rollcall.home.write(People(10).csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes", "--max-changes", "50%").expect(0)
        }
    }

    @Test func `an empty roster is doubted`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username,password\n", to: "team.csv")
            let plan = try await rollcall("plan", "team.csv", "--detailed-exitcode")
            plan.expect(6)
            #expect(plan.output.contains("--accept empty-roster"))
            let refused = try await rollcall("apply", "team.csv", "--yes")
            refused.expect(6)
            #expect(refused.errors.contains("pass --accept empty-roster."))
            try await rollcall("plan", "team.csv", "--detailed-exitcode", "--accept", "empty-roster").expect(0)
            try await rollcall("apply", "team.csv", "--yes", "--accept", "empty-roster").expect(0)
        }
    }

    @Test func `a doubt that does not exist cannot be accepted`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(1).csv(), to: "team.csv")
            for code in ["everything", "too-many-changes", ""] {
                let refused = try await rollcall("plan", "team.csv", "--accept", code)
                refused.expect(64)
                #expect(
                    refused.errors.contains(
                        "Use one of: cut-off-roster, empty-roster, new-journal, shrunken-listing, shrunken-roster, unknown-ids."
                    ))
            }
        }
    }

    @Test func `a new journal is doubted where the server lists most of the roster and nobody is asked`() async throws
    {
        try await Command.onSandbox { rollcall, sandbox in
            for name in ["user1", "user2"] { await sandbox.addAccount(name, password: "pw") }
            let rows = (1...4).map { "user\($0),secret-\($0)\n" }
            try rollcall.home.write("username,password\n" + rows.joined(), to: "half.csv")
            try rollcall.home.write("username,password\n" + rows.prefix(3).joined(), to: "most.csv")
            try await rollcall("plan", "half.csv", "--detailed-exitcode").expect(2)
            let plan = try await rollcall("plan", "most.csv", "--detailed-exitcode")
            plan.expect(6)
            #expect(plan.output.contains("the server lists 2 of the roster's 3 names"))
            for _ in 1...2 {
                let refused = try await rollcall("apply", "most.csv", "--yes")
                refused.expect(6)
                #expect(refused.errors.contains("pass --accept new-journal."))
            }
            try await rollcall("apply", "most.csv", "--yes", "--accept", "new-journal").expect(0)
            // From then on it is not new.
            try await rollcall("apply", "half.csv", "--yes").expect(0)
            #expect(await sandbox.registers().map(\.username).sorted() == ["user3", "user4"])
        }
    }

    @Test func `single registrations make a journal no less new to rosters, and what they made is no doubt`()
        async throws
    {
        try await Command.onSandbox { rollcall, sandbox in
            for name in ["user1", "user2"] { await sandbox.addAccount(name, password: "pw") }
            try rollcall.home.write("secret\n", to: "secret")
            try await rollcall("user", "register", "user3", "--password-file", "secret").expect(0)
            let rows = (1...3).map { "user\($0),secret-\($0)\n" }
            try rollcall.home.write("username,password\n" + rows.joined(), to: "team.csv")
            let refused = try await rollcall("apply", "team.csv", "--yes")
            refused.expect(6)
            #expect(refused.errors.contains("the server lists 3 of the roster's 3 names already."))
            try rollcall.home.write("username,password\n" + rows.suffix(1).joined(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(0)
        }
    }

    @Test func `on a terminal the question names the doubt, unless nobody is asked`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(9).csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            try rollcall.home.write("username,password\nnew,secret\n", to: "team.csv")
            let program = Program(
                try PackageFiles.program("rollcall"), ["apply", "team.csv"], environment: rollcall.environment,
                directory: rollcall.home.path)
            var silent = program
            silent.arguments.append("--yes")
            let refused = try await Terminal.run(silent, answering: [])
            refused.expect(6)
            #expect(await sandbox.accounts().allSatisfy { $0.username != "new" })
            let agreed = try await Terminal.run(
                program,
                answering: [
                    .init("To create this account despite shrunken-roster, type 1: ", answer: "1")
                ])
            agreed.expect(0)
            #expect(agreed.output.contains("team.csv has 1 row"))
            #expect(await sandbox.accounts().contains { $0.username == "new" })
        }
    }

    @Test func `a new journal is doubted on a terminal, too, when nobody is asked`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.addAccount("ann", password: "pw")
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            let program = Program(
                try PackageFiles.program("rollcall"), ["apply", "team.csv", "--yes"],
                environment: rollcall.environment, directory: rollcall.home.path)
            try await Terminal.run(program, answering: []).expect(6)
        }
    }

    @Test func `a roster that has lost more than half of its rows is doubted`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(9).csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            try rollcall.home.write(People(4).csv(), to: "team.csv")
            let words = "team.csv has 4 rows; it had 9 in the last completed run."
            let plan = try await rollcall("plan", "team.csv")
            plan.expect(0)
            #expect(plan.output.contains(words))
            try await rollcall("plan", "team.csv", "--detailed-exitcode").expect(6)
            let refused = try await rollcall("apply", "team.csv", "--yes")
            refused.expect(6)
            #expect(refused.errors.contains(words))
            #expect(refused.errors.contains("pass --accept shrunken-roster."))
            try await rollcall("apply", "team.csv", "--yes", "--accept", "shrunken-roster").expect(0)
            try await rollcall("apply", "team.csv", "--yes").expect(0)
        }
    }
}
