import FlowServ
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
            #expect(wrong.errors.contains("there are trace, debug, info, notice, warning, error, critical"))
        }
    }
}
