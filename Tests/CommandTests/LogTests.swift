import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// `--log-level`, on standard error.
struct LogTests {
    /// The levels of the lines that a run logs, each line checked for its form.
    private func levels(_ level: String?) async throws -> Set<String> {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,password\nann,secret\nbob,secret\n", to: "team.csv")
            await sandbox.inject(Fault(.register, username: "ann", .statusBefore(429, retryAfter: "0")))
            let flags = level.map { ["--log-level", $0] } ?? []
            let applied = try await rollcall.run(["apply", "team.csv", "--yes", "--quiet"] + flags)
            applied.expect(0)
            #expect(applied.output == "")
            return Set(
                try applied.errors.split(separator: "\n").map { line in
                    let form = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (\w+) .+/
                    return String(try #require(line.wholeMatch(of: form), "\(line)").output.1)
                })
        }
    }

    @Test func `nothing is logged unless it is asked for, and then from that level on`() async throws {
        #expect(try await levels(nil) == [])
        #expect(try await levels("error") == [])
        #expect(try await levels("warning") == ["warning"])
        #expect(try await levels("info") == ["info", "warning"])
        #expect(try await levels("debug") == ["debug", "info", "warning"])
    }

    @Test func `the environment can ask for it, and a level that does not exist is an error`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let list = try await rollcall.with(["ROLLCALL_LOG_LEVEL": "DEBUG"])("user", "list")
            list.expect(0)
            #expect(list.errors.contains(" debug request bytes="))
            let wrong = try await rollcall("user", "list", "--log-level", "loud")
            wrong.expect(64)
            #expect(wrong.errors.contains("trace, debug, info, notice, warning, error, critical"))
        }
    }

    /// One line of `--log-format json`.
    private struct Line: Decodable {
        let time: String
        let level: String
        let event: String
        let run: Int?
        let username: String?
        let message: String?
    }

    private func lines(_ text: String) throws -> [Line] {
        try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }

    @Test func `for programs, everything on standard error is one object a line`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,password\nann,secret\n\"bo\"\"b\",secret\n", to: "team.csv")
            let applied = try await rollcall("apply", "team.csv", "--yes", "--settle", "0", "--log-format", "json")
            applied.expect(0)
            let lines = try lines(applied.errors)
            #expect(lines.allSatisfy { $0.time.contains("T") })
            #expect(lines.contains { $0.level == "warning" && $0.message?.hasPrefix("--settle 0 is below") == true })
            let ends = lines.filter { $0.event == "register" }
            #expect(Set(ends.compactMap(\.username)) == ["ann", "bo\"b"] && ends.allSatisfy { $0.run == 1 })

            let refused = try await rollcall("apply", "missing.csv", "--yes", "--log-format", "json")
            refused.expect(4)
            let failure = try #require(try self.lines(refused.errors).last)
            #expect(failure.event == "failed" && failure.level == "error")
            #expect(failure.message?.contains("missing.csv: cannot be opened") == true)
        }
    }

    @Test func `a quiet run for programs says nothing either`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            let applied = try await rollcall("apply", "team.csv", "--yes", "--quiet", "--log-format", "json")
            applied.expect(0)
            #expect(applied.everything == "")
        }
    }

    @Test func `--verbose logs each account`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            let applied = try await rollcall("apply", "team.csv", "--yes", "--verbose")
            applied.expect(0)
            #expect(applied.errors.contains(" info register run=1 state=active username=ann\n"))
        }
    }

    @Test func `a night on which nothing is due has one line, and none when it is quiet`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            let night = try await rollcall("apply", "team.csv", "--yes")
            night.expect(0)
            #expect(night.output.contains("Run 2, completed, at ") && night.output.hasSuffix("Z: nothing was due\n"))
            #expect(night.everything.split(separator: "\n").count == 1)
            #expect(try await rollcall("apply", "team.csv", "--yes", "--quiet").everything == "")
        }
    }
}
