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

    @Test(arguments: PlanCase.allCases)
    func `a plan of every kind`(_ situation: PlanCase) async throws {
        try await situation.run { rollcall, options in
            let plan = try await PlanFile(rollcall, "json", options)
            try Golden.expect(plan.stable, is: "plan-\(situation.rawValue).json")
        }
    }

    @Test(arguments: PlanFile.extensions.keys.sorted().filter { $0 != "json" })
    func `a plan in every form, with names that mean something in some of them`(_ format: String) async throws {
        try await PlanCase.mixed.run { rollcall, options in
            let plan = try await PlanFile(rollcall, format, options)
            let name = try #require(PlanFile.extensions[format])
            try Golden.expect(plan.stable, is: "plan-mixed.\(name)")
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
            let whole = try await plan(rollcall, "--all")
            #expect(!whole.contains("more"))
            for name in (1...25).flatMap({ ["guest\($0)", "user\($0)", "nobody\($0)"] }) {
                #expect(whole.matches(of: try Regex("\\b\(name)\\b")).count == 1, "\(name)")
            }
        }
    }

    @Test func `what is to be done and the totals end the plan, however many accounts are unmanaged`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            for number in 1...300 { await sandbox.addAccount("guest\(number)", password: "secret") }
            try rollcall.home.write(People(12).csv(), to: "team.csv")
            let screen = try await plan(rollcall).split(separator: "\n", omittingEmptySubsequences: false).suffix(24)
            for number in 1...12 { #expect(screen.contains { $0.hasPrefix("  + user\(number) ") }) }
            #expect(screen.contains { $0.contains("12 to register") && $0.contains("301 unmanaged") })
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
