import Sandbox
import TestSupport
import Testing

/// A shell in which `rollcall` is typed.
struct Shell {
    let rollcall: Command

    /// Types a call.
    func callAsFunction(_ line: String) async throws -> Program.Ending {
        let binary = try PackageFiles.program("rollcall")
        let script = "rollcall() { '\(binary)' \"$@\"; }\n" + line
        return try await Program(
            "/bin/sh", ["-c", script], environment: rollcall.environment, directory: rollcall.home.path
        ).run()
    }

    /// Takes a call out of a text, puts in what its words in capitals stand for, and types it.
    ///
    /// - Parameters:
    ///   - pattern: The call from its command to its last word, as in `account adopt.*?ID`.
    ///   - values: What words in capitals stand for.
    func type(
        _ pattern: String, in text: String, _ values: [String: String] = [:], adding flags: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Program.Ending {
        // A terminal shows long texts in several lines.
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let call = try #require(
            text.firstMatch(of: try Regex("rollcall " + pattern)).map { String(text[$0.range]) },
            "\(text)", sourceLocation: sourceLocation)
        let words = call.split(separator: " ").map { values[String($0)] ?? String($0) }
        return try await self(words.joined(separator: " ") + " " + flags)
    }

    func status() async throws -> String { try await self("rollcall status --journal j.sqlite").output }

    func expectPeace(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let status = try await status()
        #expect(status.contains("Nothing needs attention."), "\(status)", sourceLocation: sourceLocation)
    }
}

extension Shell {
    /// The journal is at a place of its own, so that a remedy that does not say where is found out.
    static let apply = "rollcall apply team.csv --yes --settle 0 --journal j.sqlite "
    static let roster = ["ROSTER": "team.csv"]

    /// A shell in a directory with a roster, and a server.
    static func onRoster(
        _ rows: String, _ body: @escaping @Sendable (Shell, SandboxBackend) async throws -> Void
    ) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,password,state\n" + rows, to: "team.csv")
            try await body(Shell(rollcall: rollcall), sandbox)
        }
    }
}
