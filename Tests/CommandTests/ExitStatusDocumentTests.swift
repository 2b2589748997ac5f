import Foundation
import TestSupport
import Testing

/// The exit statuses in the help and in the README are the same ones.
struct ExitStatusDocumentTests {
    private struct Line: Hashable {
        let status: Int
        let meaning: String
    }

    @Test func `the README's table of exit statuses is the one of the help`() async throws {
        let help = try await Program(
            try PackageFiles.program("rollcall"), ["--help"], environment: ["COLUMNS": "200"]
        ).run()
        help.expect(0)
        let listed = help.output.matches(of: /(?m)^ +(\d+)  (\S.*)$/).compactMap { line in
            Int(line.1).map { Line(status: $0, meaning: String(line.2)) }
        }
        let readme = try String(contentsOfFile: PackageFiles.root + "/README.md", encoding: .utf8)
        let documented = readme.matches(of: /(?m)^\| (\d+) \| (.*) \|$/).compactMap { line in
            Int(line.1).map { Line(status: $0, meaning: String(line.2)) }
        }
        #expect(listed.map(\.status) == [0, 1, 2, 3, 4, 5, 6, 7, 64, 130, 143])
        #expect(listed == documented)
    }
}
