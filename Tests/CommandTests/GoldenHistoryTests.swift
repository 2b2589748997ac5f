import Sandbox
import TestSupport
import Testing

/// What the journal tells after a run, in every form and every situation, one golden file a situation.
struct GoldenHistoryTests {
    private static let commands = [
        ["check", "team.csv"], ["check", "team.csv", "--format", "json"], ["check", "team.csv", "--format", "csv"],
        ["check", "team.csv", "--format", "sarif"], ["status"], ["status", "--all"], ["runs"],
        ["runs", "--format", "json"], ["runs", "1"], ["runs", "1", "--format", "json"], ["user", "list"],
        ["user", "list", "--format", "json"],
    ]

    /// One request at a time, so that the ids are the same every time.
    ///
    /// - Parameter telling: What of an ending is told.
    private func story(
        _ rollcall: Command, _ options: [String], telling: (Program.Ending) -> String = \.everything
    ) async throws -> String {
        var story = ""
        let apply = ["apply", "team.csv", "--yes", "--concurrency", "1", "--settle", "0", "--as-of", "2026-03-01"]
        for arguments in [apply + options, apply + options + ["--format", "json"]] + Self.commands {
            let ending = try await rollcall.run(arguments)
            story +=
                "$ rollcall \(arguments.joined(separator: " "))  [\(ending.code ?? -1)]\n" + telling(ending) + "\n"
        }
        return story
    }

    @Test(arguments: PlanCase.allCases)
    func `every command after a run, in every form`(_ situation: PlanCase) async throws {
        try await situation.run { rollcall, options in
            try Golden.expect(try await story(rollcall, options), is: "history-\(situation.rawValue).txt")
        }
    }

    /// Too long for golden files, so one holds the size, the digest and the beginning of everything.
    @Test func `every command and every report after a run of 10,000 accounts, in every form`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(10_000).csv(), to: "team.csv")
            var sections = try await story(rollcall, [], telling: \.output).split(separator: "$ rollcall ")
                .map(String.init)
            let files = GoldenReportTests.extensions.map { "report.\($0)" }
            try await rollcall.run(["runs", "1"] + files.flatMap { ["--report", $0] }).expect(0)
            for file in files { sections.append("\(file)\n" + Page.withoutCode(try rollcall.home.read(file))) }
            var summary = ""
            for section in sections.map(Golden.normalized) {
                let digest = try await PlanFile.digest(of: rollcall.home.write(section, to: "output"))
                let lines = section.split(separator: "\n", omittingEmptySubsequences: false)
                summary += "\(lines[0]): \(lines.count - 2) lines, SHA-256 \(digest)\n"
                summary += lines.dropFirst().prefix(6).map { $0.prefix(120) + "\n" }.joined() + "\n"
            }
            try Golden.expect(summary, is: "history-10000.txt")
        }
    }
}
