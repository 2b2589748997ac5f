import Sandbox
import TestSupport
import Testing

/// The report of a run in every form.
struct GoldenReportTests {
    static let extensions = ["json", "csv", "html", "md", "xml"]

    /// One request at a time, so that the ids are the same every time.
    private func apply(_ rollcall: Command, _ status: Int32, _ options: [String] = []) async throws {
        let files = Self.extensions.flatMap { ["--report", "report.\($0)"] }
        let applied = try await rollcall.run(
            ["apply", "team.csv", "--yes", "--concurrency", "1", "--settle", "0", "--as-of", "2026-03-01"] + options
                + files)
        applied.expect(status)
    }

    private func expect(_ rollcall: Command, _ name: String, forms: [String] = ["json"]) throws {
        for form in forms {
            let report = try rollcall.home.read("report.\(form)")
            try Golden.expect(Page.withoutCode(report), is: "report-\(name).\(form)")
        }
    }

    @Test func `a report of a run in which all went well`() async throws {
        try await PlanCase.clean.run { rollcall, _ in
            try await apply(rollcall, 0)
            try expect(rollcall, "clean")
        }
    }

    @Test func `a report of a run with nothing to do`() async throws {
        try await PlanCase.empty.run { rollcall, _ in
            try await apply(rollcall, 0)
            try expect(rollcall, "empty")
        }
    }

    @Test func `a report of a run whose rows were all blocked`() async throws {
        try await PlanCase.blocked.run { rollcall, _ in
            try await apply(rollcall, 3)
            try expect(rollcall, "blocked")
        }
    }

    @Test func `a report of a run in which everything happened`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try await TroubledServer.prepare(rollcall, sandbox)
            try await apply(rollcall, 3)
            try expect(rollcall, "mixed", forms: Self.extensions)
        }
    }

    @Test func `reports of 10,000 accounts have a line, a row or a test case for each`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(10_000).csv(), to: "team.csv")
            try await apply(rollcall, 0, ["--quiet", "--concurrency", "8"])
            #expect(try rollcall.home.read("report.csv").matches(of: /(?m)^user\d+,/).count == 10_000)
            #expect(try rollcall.home.read("report.md").matches(of: /(?m)^\| `user\d+`/).count == 10_000)
            #expect(try rollcall.home.read("report.xml").matches(of: /<testcase name="user\d+"/).count == 10_000)
        }
    }

    @Test(arguments: ["report", "report.txt", "report.pdf", ".json", "report.json.gz"])
    func `a report file of no known form is refused before anything is sent`(_ file: String) async throws {
        try await PlanCase.clean.run { rollcall, _ in
            for command in [["apply", "team.csv", "--yes"], ["resume"]] {
                let ending = try await rollcall.run(command + ["--report", "good.json", "--report", file])
                ending.expect(64)
                #expect(
                    ending.errors.contains(
                        "--report \(file): the file extension is not known.  Use one of: .json, .csv, .html, .md, .xml."
                    ))
            }
            try await rollcall("runs").expect(1)
        }
    }
}
