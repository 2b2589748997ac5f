import TestSupport
import Testing

/// A plan of 10,000 actions.
struct BigPlanTests {
    @Test(arguments: ["csv", "json", "html"])
    func `a plan of 10,000 actions names everybody in every form that is not folded`(_ format: String) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(10_000).csv(), to: "team.csv")
            let text = try await PlanFile(rollcall, format, []).text
            #expect(Set(text.matches(of: /user\d+/).map(\.output)).count == 10_000)
        }
    }

    @Test func `what is folded says how much, and --all shows it`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(10_000).csv(), to: "team.csv")
            for (format, shown) in [("text", 20), ("markdown", 100)] {
                let folded = try await PlanFile(rollcall, format, []).text
                #expect(folded.contains("… and 9,\(1000 - shown) more"))
                #expect(folded.matches(of: /user\d+/).count == shown)
                #expect(try await PlanFile(rollcall, format, ["--all"]).text.matches(of: /user\d+/).count == 10_000)
            }
        }
    }
}
