import Foundation
import Sandbox
import TestSupport
import Testing

/// The README's picture of a terminal is what a terminal shows: a plan, a run that is killed in its midst, and its end.
///
/// `RECORD_GOLDEN=1` writes it anew; the test fails then all the same.
struct ReadmeExcerptTests {
    private static let people = 12
    private static let width = 4
    /// So many accounts are made when the process is killed, and as many more as are in flight get lost.
    private static let made = 5

    @Test func `the README shows what a terminal shows`() async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            let rollcall = rollcall.with(["ROLLCALL_CONCURRENCY": "\(Self.width)", "ROLLCALL_SETTLE": "6"])
            try rollcall.home.write(People(Self.people) { _ in false }.csv(), to: "team.csv")
            setTraps(rollcall, proxy)
            let applied = try await onTerminal("apply team.csv", typed: "\(Self.people)\n", rollcall)
            #expect(applied.code == 128 + SIGKILL)
            let resumed = try await onTerminal("resume", rollcall)
            resumed.expect(0)
            #expect(await sandbox.accounts().count == 1 + Self.people)
            let server = try #require(rollcall.environment["ROLLCALL_SERVER"])
            let text =
                "$ rollcall apply team.csv\n" + picture(of: applied.output, isKilled: true)
                + "\nKilled\n$ rollcall resume\n"
                + picture(of: resumed.output, isKilled: false)
            try expectInReadme(everyday(text, server))
        }
    }

    /// Kills the process once its bar tells of those that are made, while the next ones are at work in the server.
    private func setTraps(_ rollcall: Command, _ proxy: MisbehavingProxy) {
        let isKilled = Handover<Void>()
        for number in Self.made + 1...Self.made + Self.width {
            proxy.set(
                ProxyTrap([.register], .carriedOut, number: number) {
                    if number == Self.made + Self.width {
                        try? await eventually("the bar has come so far") {
                            try rollcall.home.read("screen").contains(" \(Self.made)/\(Self.people)")
                        }
                        if let pid = (try? rollcall.home.read("pid")).flatMap({
                            pid_t($0.trimmingCharacters(in: .newlines))
                        }) {
                            kill(pid, SIGKILL)
                        }
                        await isKilled.give()
                    } else {
                        await isKilled.take()
                    }
                })
        }
    }

    /// Runs rollcall on a terminal of util-linux's `script`, which writes what is shown into the file `screen` at once.
    private func onTerminal(
        _ arguments: String, typed: String = "", _ rollcall: Command
    ) async throws -> Program.Ending {
        let command = "echo $$ >pid; exec '\(try PackageFiles.program("rollcall"))' \(arguments)"
        return try await Program(
            "/usr/bin/script", ["--quiet", "--flush", "--return", "--echo", "never", "--command", command, "screen"],
            environment: rollcall.environment.merging(["NO_COLOR": "1"]) { $1 }, input: typed,
            directory: rollcall.home.path
        ).run()
    }

    /// What was to be seen, one line after the other: of the bar its beginning, and how it looked when the process was
    /// killed.  Otherwise the bar is gone at the end.
    private func picture(of output: String, isKilled: Bool) -> String {
        let text = output.replacing("\r\n", with: "\n").replacing(#/To create these .*, type \d+: /#) {
            $0.output + "\(Self.people)\n"
        }
        let pieces = text.components(separatedBy: "\r\u{1B}[K")
        var lines: [String] = []
        for (index, piece) in pieces.enumerated() where !piece.isEmpty {
            let isBar = piece.hasPrefix("[")
            let isFirst = isBar && !lines.contains { $0.hasPrefix("[") }
            let isLast = isBar && isKilled && !pieces[(index + 1)...].contains { $0.hasPrefix("[") }
            if !isBar || isFirst || isLast { lines.append(piece.trimmingCharacters(in: .newlines)) }
        }
        return lines.joined(separator: "\n")
    }

    /// The names and times of everyday life instead of those of a test.
    private func everyday(_ text: String, _ server: String) -> String {
        text.replacing(server, with: "https://flowserv.example.org/flowserv/api/v1")
            .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "2026-09-01T07:30:00Z")
            .replacing(/as of \d{4}-\d\d-\d\d/, with: "as of 2026-09-01")
            .replacing(/(?m)^.*warning: --settle .*\n/, with: "")
            .replacing("Finished  2026-09-01T07:30:00Z", with: "Finished  2026-09-01T07:30:36Z")
            .replacing(#/in [0-6] s$/#.anchorsMatchLineEndings(), with: "in 35 s")
            .replacing(#/  \d+\.\d/s  \d+ s left/#, with: "")
    }

    private func expectInReadme(_ text: String) throws {
        let readme = try String(contentsOfFile: PackageFiles.root + "/README.md", encoding: .utf8)
        let opening = "```console\n"
        let start = try #require(readme.range(of: opening)).upperBound
        let end = try #require(readme.range(of: "\n```", range: start..<readme.endIndex)).lowerBound
        try Golden.expect(readme.replacingCharacters(in: start..<end, with: text), isFile: "README.md")
    }
}
