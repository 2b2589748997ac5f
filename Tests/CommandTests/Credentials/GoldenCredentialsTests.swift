import FlowServ
import Sandbox
import TestSupport
import Testing

/// What is said about credentials that could not be handed out, and about those of the next run.
struct GoldenCredentialsTests {
    private static let steady = ["--concurrency", "1", "--as-of", "2026-03-01"]

    /// A run whose command for the credentials failed, and today's roster with one more person.
    private func withOwed(_ body: (Command, Program.Ending) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username,password,state\nann,hers,\nbob,,\ncarl,,pending\n", to: "team.csv")
            let applied = try await rollcall.run(
                [
                    "apply", "team.csv", "--yes", "--generate-passwords", "--credentials", "|exit 7", "--report",
                    "report.json",
                ]
                    + Self.steady)
            applied.expect(3)
            try rollcall.home.write("username\nann\nbob\ncarl\ndora\n", to: "team.csv")
            try await body(rollcall, applied)
        }
    }

    @Test func `the report and the status say what is owed`() async throws {
        try await withOwed { rollcall, applied in
            try Golden.expect(applied.output, is: "apply-owed.txt")
            try Golden.expect(try await rollcall("status").output, is: "status-owed.txt")
            try Golden.expect(try rollcall.home.read("report.json"), is: "report-owed.json")
        }
    }

    @Test func `the plan says what is owed and who is invited`() async throws {
        try await withOwed { rollcall, _ in
            try Golden.expect(try await PlanFile(rollcall, "json", ["--invite"]).stable, is: "plan-owed.json")
            try Golden.expect(try await PlanFile(rollcall, "text", ["--invite"]).stable, is: "plan-owed.txt")
            for format in ["csv", "markdown", "html"] {
                let plan = try await PlanFile(rollcall, format, ["--invite"]).text
                #expect(plan.contains("hand out") || plan.contains("Deliver"), "\(format)")
                for name in ["ann", "bob", "carl"] { #expect(plan.contains(name), "\(format)") }
            }
        }
    }

    @Test func `the report of a run that hands out`() async throws {
        try await withOwed { rollcall, _ in
            let applied = try await rollcall.run(
                ["apply", "team.csv", "--yes", "--invite", "--credentials", "credentials.csv"] + Self.steady)
            // Ann's password stood in the row that has none any more.
            applied.expect(3)
            try Golden.expect(applied.output + applied.errors, is: "apply-credentials.txt")
            #expect(try rollcall.credentials().names == ["bob", "carl", "dora"])
        }
    }
}
