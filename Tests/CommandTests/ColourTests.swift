import TestSupport
import Testing

/// Colours are for people at a terminal.
struct ColourTests {
    /// The plan as it is written to a terminal.
    private func plan(_ environment: [String: String]) async throws -> String {
        try await PlanCase.mixed.run { rollcall, options in
            let words = ["plan", "team.csv", "--as-of", "2026-03-01"] + options.map { "'\($0)'" }
            let line = ([try PackageFiles.program("rollcall")] + words).joined(separator: " ")
            let ending = try await Program(
                "/usr/bin/script", ["-qec", line, "/dev/null"],
                environment: rollcall.environment.merging(environment) { $1 }, directory: rollcall.home.path
            ).run()
            ending.expect(0)
            return ending.output
        }
    }

    @Test func `a terminal gets colours`() async throws {
        let text = try await plan(["TERM": "xterm-256color"])
        for mark in ["\u{1B}[32m+\u{1B}[0m ivy", "\u{1B}[36m^\u{1B}[0m bob", "\u{1B}[31m!\u{1B}[0m carl"] {
            #expect(text.contains(mark), "\(text.debugDescription)")
        }
    }

    @Test(arguments: [["TERM": "dumb"], ["TERM": "xterm", "NO_COLOR": "1"]])
    func `a terminal that wants none gets none`(_ environment: [String: String]) async throws {
        let text = try await plan(environment)
        #expect(text.contains("+ ivy"))
        #expect(!text.contains("\u{1B}"))
    }
}
