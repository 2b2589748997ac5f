import FlowServ
import Foundation
import Provisioning
import Sandbox
import TestSupport
import Testing

/// How a run goes on, on a terminal and in a pipe.
struct ProgressTests {
    /// Runs rollcall on a pseudo-terminal of util-linux's `script`, with a keyboard on which `typed` is typed.
    private func onTerminal(
        _ rollcall: Command, _ arguments: String, typed: String = ""
    ) async throws -> Program.Ending {
        let program = try PackageFiles.program("rollcall")
        return try await Program(
            "/usr/bin/script",
            ["--quiet", "--return", "--echo", "never", "--command", "'\(program)' \(arguments)", "/dev/null"],
            environment: rollcall.environment, input: typed, directory: rollcall.home.path
        ).run()
    }

    @Test func `a terminal gets a bar, and a clean line when it is done`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            let ending = try await onTerminal(rollcall, "apply team.csv --yes")
            ending.expect(0)
            let bar = try #require(ending.output.firstRange(of: "\r\u{1B}[K[........................] 0/3"))
            let rest = ending.output[bar.upperBound...]
            let last = try #require(rest.ranges(of: "\u{1B}[K").last)
            #expect(rest[last.upperBound...].hasPrefix("Run 1, completed"), "\(rest.debugDescription)")
            #expect(!rest[last.upperBound...].contains("\u{1B}"))
        }
    }

    /// A bar that went on in a second line could not be cleared.
    @Test(arguments: [200, 80, 40, 30, 20, 10]) func `a bar fits a terminal of any width`(columns: Int) async throws {
        try await Command.behindProxy { rollcall, _, proxy in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            proxy.set(
                ProxyTrap([.register], .carriedOut, number: 3) { try? await Task.sleep(for: .milliseconds(500)) })
            let program = try PackageFiles.program("rollcall")
            let command = "stty columns \(columns) && exec '\(program)' apply team.csv --yes --concurrency 1"
            let ending = try await Program(
                "/usr/bin/script", ["--quiet", "--return", "--echo", "never", "--command", command, "/dev/null"],
                environment: rollcall.environment, directory: rollcall.home.path
            ).run()
            ending.expect(0)
            let bars = ending.output.components(separatedBy: "\r\u{1B}[K").dropFirst().dropLast()
            #expect(bars.contains { $0.contains(/2\/3 .* at a time$/) } || columns < 40)
            for bar in bars { #expect(bar.count < columns && !bar.contains("\n"), "\(bar)") }
        }
    }

    @Test func `a bar tells of the listing only while it is read`() async throws {
        try await Command.behindProxy { rollcall, _, proxy in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            proxy.set(
                ProxyTrap([.register], .carriedOut, number: 3) { try? await Task.sleep(for: .milliseconds(700)) })
            let ending = try await onTerminal(rollcall, "apply team.csv --yes --concurrency 1 --canary 1")
            ending.expect(0)
            let bars = ending.output.components(separatedBy: "\r\u{1B}[K").filter { $0.contains("] 2/3") }
            #expect(!bars.isEmpty)
            for bar in bars { #expect(!bar.contains("reading"), "\(bar)") }
        }
    }

    @Test func `Ctrl-C is answered in a line of its own, not behind the bar`() async throws {
        try await Command.behindProxy { rollcall, _, proxy in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            let journal = rollcall.home.file(".local/state/rollcall/journal.sqlite")
            proxy.set(
                ProxyTrap([.register], .arrived, number: 2) {
                    let holder = RunLock.holder(ofJournal: journal)?.firstMatch(of: /[0-9]+/)
                    if let pid = holder.flatMap({ pid_t($0.0) }) { kill(pid, SIGINT) }
                    try? await Task.sleep(for: .milliseconds(500))
                })
            let ending = try await onTerminal(rollcall, "apply team.csv --yes --concurrency 1")
            let words = try #require(ending.output.firstRange(of: "Stopping: "), "\(ending.output.debugDescription)")
            #expect(ending.output[..<words.lowerBound].hasSuffix("\u{1B}[K"))
        }
    }

    @Test func `a pipe gets no control characters`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            let ending = try await rollcall("apply", "team.csv", "--yes")
            ending.expect(0)
            #expect(ending.everything.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
            #expect(ending.errors == "team.csv: 3 rows\n")
        }
    }

    @Test func `a pipe gets a line of progress every ten seconds`() async throws {
        try await Command.behindProxy { rollcall, _, proxy in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            // The last account waits until the line that tells of the others is there.
            proxy.set(
                ProxyTrap([.register], .arrived, number: 3) {
                    try? await eventually("a line of progress") {
                        try rollcall.home.read("errors.txt").contains("2/3  ")
                    }
                })
            let arguments = ["apply", "team.csv", "--yes", "--concurrency", "1", "--timeout", "120"]
            let ending = try await rollcall.run(arguments, errorsTo: "errors.txt") { _ in }
            ending.expect(0)
            let lines = try rollcall.home.read("errors.txt").split(separator: "\n")
            #expect(lines.contains { $0.wholeMatch(of: /2\/3  \d+\.\d\/s  \d+ s left/) != nil }, "\(lines)")
            let form = /[0-3]\/3(  \d+\.\d\/s  \d+ s left)?(  reading the listing once more)?/
            #expect(lines.first == "team.csv: 3 rows")
            #expect(lines.dropFirst().allSatisfy { $0.wholeMatch(of: form) != nil }, "\(lines)")
        }
    }

    @Test func `on a terminal apply shows the plan and asks for the number of new accounts`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            let refused = try await onTerminal(rollcall, "apply team.csv", typed: "yes\n")
            refused.expect(6)
            #expect(refused.output.contains("Register 3 accounts"))
            #expect(refused.output.contains("To create these 3 accounts, type 3: "))
            #expect(refused.output.contains("Not confirmed.  Nothing was sent."))
            #expect(await sandbox.registers().isEmpty)
            let confirmed = try await onTerminal(rollcall, "apply team.csv", typed: "3\n")
            confirmed.expect(0)
            #expect(await sandbox.registers().count == 3)
        }
    }
}
