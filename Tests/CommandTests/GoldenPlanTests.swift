import Sandbox
import TestSupport
import Testing

/// What an admin reviews.
struct GoldenPlanTests {
    private func plan(_ rollcall: Command, _ more: String...) async throws -> String {
        let ending = try await rollcall.run(["plan", "team.csv", "--as-of", "2026-03-01"] + more)
        ending.expect(0)
        #expect(ending.errors == "")
        return ending.output
    }

    @Test(arguments: PlanCase.allCases, PlanFile.extensions.keys.sorted())
    func `a plan in every form`(_ situation: PlanCase, _ format: String) async throws {
        try await situation.run { rollcall, options in
            let plan = try await PlanFile(rollcall, format, options)
            let name = try #require(PlanFile.extensions[format])
            try Golden.expect(plan.stable, is: "plan-\(situation.rawValue).\(name)")
        }
    }

    @Test func `--out writes the plan that is printed`() async throws {
        try await PlanCase.mixed.run { rollcall, options in
            let plan = try await PlanFile(rollcall, "json", options)
            #expect(try rollcall.home.read("plan.json") == plan.text)
        }
    }

    @Test(arguments: ["html", "markdown"])
    func `the digest in a plan is that of the file that --out writes`(_ format: String) async throws {
        try await PlanCase.clean.run { rollcall, options in
            let plan = try await PlanFile(rollcall, format, options)
            #expect(plan.text.contains(plan.digest))
        }
    }

    @Test func `long lists are folded, and --all unfolds them`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            for number in 1...25 { await sandbox.addAccount("guest\(number)", password: "secret") }
            let nameless = (1...25).map { "nobody\($0),,active\n" }.joined()
            try rollcall.home.write(People(25).csv() + nameless, to: "team.csv")
            try Golden.expect(try await plan(rollcall), is: "plan-folded.txt")
            try Golden.expect(try await plan(rollcall, "--all"), is: "plan-unfolded.txt")
        }
    }

    @Test func `no line of a plan is wider than a terminal of 80 columns, but for names and paths`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let rows = (1...3).map { "person\($0),,active\nPerson\($0),secret,active\n" }.joined()
            try rollcall.home.write("username,password,state\n" + rows, to: "team.csv")
            for line in try await plan(rollcall).split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        }
    }
}
