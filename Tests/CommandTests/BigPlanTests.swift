import TestSupport
import Testing

/// A plan of 10,000 actions: too long for golden files, so these hold its size, its digest and its beginning.
struct BigPlanTests {
    @Test(arguments: PlanFile.extensions.keys.sorted())
    func `a plan of 10,000 actions in every form`(_ format: String) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(10_000).csv(), to: "team.csv")
            let plan = try await PlanFile(rollcall, format, [])
            let text = Golden.normalized(plan.stable)
            let digest = try await PlanFile.digest(of: rollcall.home.write(text, to: "output"))
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let summary =
                "\(lines.count - 1) lines, \(text.utf8.count) bytes, SHA-256 \(digest)\n"
                + lines.prefix(30).map { $0.prefix(200) + "\n" }.joined()
            try Golden.expect(summary, is: "plan-10000-\(format).txt")
        }
    }

    @Test func `what is folded says how much, and --all shows it`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(10_000).csv(), to: "team.csv")
            for (format, shown) in [("text", 20), ("markdown", 100)] {
                let folded = try await PlanFile(rollcall, format, []).text
                #expect(folded.contains("… and \(10_000 - shown) more"))
                #expect(folded.matches(of: /user\d+/).count == shown)
                #expect(try await PlanFile(rollcall, format, ["--all"]).text.matches(of: /user\d+/).count == 10_000)
            }
        }
    }
}
