import Foundation
import TestSupport
import Testing

/// The exit statuses in the help, in the man page and in the README are the same ones.
struct ExitStatusDocumentTests {
    private struct Line: Hashable {
        let status: Int
        let meaning: String
    }

    /// The lines of a text that a pattern of a status and its meaning finds.
    private func lines(_ text: String, _ pattern: some RegexComponent<(Substring, Substring, Substring)>) -> [Line] {
        text.matches(of: pattern).compactMap { line in
            Int(line.output.1).map { Line(status: $0, meaning: String(line.output.2)) }
        }
    }

    private func file(_ path: String) throws -> String {
        try String(contentsOfFile: "\(PackageFiles.root)/\(path)", encoding: .utf8)
    }

    @Test func `the README, the help and the man page have one table of exit statuses`() async throws {
        let help = try await Program(
            try PackageFiles.program("rollcall"), ["--help"], environment: ["COLUMNS": "200"]
        ).run()
        help.expect(0)
        let listed = lines(help.output, /(?m)^ +(\d+)  (\S.*)$/)
        #expect(listed.map(\.status) == [0, 1, 2, 3, 4, 5, 6, 7, 64, 129, 130, 143])
        #expect(listed == lines(try file("README.md"), /(?m)^\| (\d+) \| (.*) \|$/))
        #expect(listed == lines(try file(".build/man/rollcall.1"), /(?m)^ +(\d+)  (\S.*)$/))
    }

    @Test func `every command has its place in the man page`() async throws {
        let page = try file(".build/man/rollcall.1")
        for command in try await HelpDocument.ofBinary().flags.keys {
            let name = try #require(command.split(separator: " ").last)
            #expect(page.contains("\n.It Em \(name)\n"), "\(command)")
        }
    }
}
