import Sandbox
import TestSupport
import Testing

struct LastRunTextTests {
    @Test func `a plan says what has changed since the last run`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(6).csv(), to: "team.csv")
            let first = try await rollcall("plan", "team.csv")
            #expect(!first.output.contains("since run"))
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            let same = try await rollcall("plan", "team.csv")
            #expect(same.output.contains("since run 1, completed at "))
            #expect(same.output.contains(": team.csv is unchanged\n"))
            try rollcall.home.write(People(8).csv(), to: "team.csv")
            try rollcall.home.write(People(1).csv(), to: "new.csv")
            await sandbox.addAccount("stranger", password: "pw")
            let changed = try await rollcall("plan", "team.csv", "new.csv", "--skip-invalid")
            #expect(changed.output.contains(": team.csv has 2 rows more, new.csv is new, 1 account more is listed\n"))
        }
    }

    @Test func `a plan estimates its time from the rate of the last run`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(30).csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes", "--rate", "12/s").expect(0)
            try rollcall.home.write(People(90).csv(), to: "team.csv")
            let plan = try await rollcall("plan", "team.csv")
            #expect(plan.output.contains(/at the speed of that run, this takes about \d+ s\n/))
        }
    }
}
