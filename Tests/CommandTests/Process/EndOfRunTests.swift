import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// What a run leaves behind at its end, whatever that end is: its reports, its metrics, and what it says.
struct EndOfRunTests {
    private static let people = People(12) { _ in false }
    private static let apply = ["apply", "team.csv", "--yes", "--concurrency", "1"]

    private func report(_ rollcall: Command, _ file: String) throws -> ReportDocument {
        try JSONDecoder().decode(ReportDocument.self, from: Data(rollcall.home.read(file).utf8))
    }

    @Test func `a file that cannot be written hides no other one, and good runs end with 1`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            let ending = try await rollcall.run(
                Self.apply + [
                    "--report", "nowhere/first.json", "--report", "second.json", "--metrics", "nowhere/rollcall.prom",
                ])
            ending.expect(1)
            #expect(ending.output.contains("Run 1, completed"))
            #expect(ending.errors.contains("nowhere/first.json cannot be written"))
            #expect(ending.errors.contains("nowhere/rollcall.prom cannot be written"))
            #expect(try report(rollcall, "second.json").status == "completed")
        }
    }

    @Test func `a run in which accounts failed ends with 3, whatever cannot be written`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            await sandbox.inject(Fault(.register, username: "user3", .statusBefore(400, message: "weak password")))
            let ending = try await rollcall.run(
                Self.apply + ["--metrics", "nowhere/rollcall.prom", "--report", "nowhere/r.json", "--format", "json"])
            ending.expect(3)
            #expect(try ending.decoded(as: ReportDocument.self).status == "partial")
            #expect(ending.errors.contains("nowhere/rollcall.prom cannot be written"))
            #expect(ending.errors.contains("nowhere/r.json cannot be written"))
        }
    }

    @Test func `a run that stops writes its report and its metrics with its true status`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            try await rollcall.run(Self.apply + ["--report", "report.json"]).expect(0)
            #expect(try report(rollcall, "report.json").status == "completed")

            try rollcall.home.write(Self.people.csv() + "zoe,secret,active\n", to: "team.csv")
            await sandbox.inject(Fault(.register, times: nil, .statusBefore(429, retryAfter: "3600")))
            let stopped = try await rollcall.run(
                Self.apply + [
                    "--report", "nowhere/report.csv", "--report", "report.json", "--metrics", "rollcall.prom",
                    "--format", "json",
                ])
            stopped.expect(5)
            #expect(try report(rollcall, "report.json").status == "interrupted")
            #expect(try stopped.decoded(as: ReportDocument.self).status == "interrupted")
            #expect(try rollcall.home.read("rollcall.prom").contains("rollcall_accounts{outcome=\"remaining\"} 1"))
            let reason = try #require(stopped.errors.firstRange(of: "Stopped: the server cannot be used"))
            let trouble = try #require(stopped.errors.firstRange(of: "nowhere/report.csv cannot be written"))
            #expect(reason.lowerBound < trouble.lowerBound)
        }
    }

    @Test func `resume writes the reports that its run was asked for, and its own`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            await sandbox.inject(Fault(.register, nth: 4, .statusBefore(429, retryAfter: "3600")))
            try await rollcall.run(Self.apply + ["--report", "report.json", "--report", "report.csv"]).expect(5)
            #expect(try report(rollcall, "report.json").status == "interrupted")
            // The same file twice is one file.
            try FileManager.default.createDirectory(
                atPath: rollcall.home.file("elsewhere"), withIntermediateDirectories: false)
            let resumed = try await Program(
                "/bin/sh",
                [
                    "-c", #"cd elsewhere && exec "$0" "$@""#, try PackageFiles.program("rollcall"), "resume",
                    "--report", "own.md", "--report", "../report.json",
                ],
                environment: rollcall.environment, directory: rollcall.home.path
            ).run()
            resumed.expect(0)
            #expect(try report(rollcall, "report.json").status == "completed")
            #expect(try rollcall.home.read("report.csv").split(separator: "\n").count == 13)
            #expect(try rollcall.home.read("elsewhere/own.md").contains("completed"))
        }
    }

    @Test func `what was refused before a run was begun leaves the last report alone`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            try await rollcall.run(Self.apply + ["--report", "report.json"]).expect(0)
            let before = try rollcall.home.read("report.json")
            try rollcall.home.write("username,password\nuser1,secret\nuser1,other\n", to: "team.csv")
            try await rollcall.run(Self.apply + ["--report", "report.json"]).expect(4)
            #expect(try rollcall.home.read("report.json") == before)
        }
    }

    /// From a certain answer on, every write to a file fails, as on a full disk.
    private func onFullDisk(
        _ options: [String], at number: Int,
        _ body: @Sendable (Command, SandboxBackend, Program.Ending) async throws -> Void
    ) async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try rollcall.home.write(People(6) { _ in true }.csv(), to: "team.csv")
            let process = Handover<pid_t>()
            proxy.set(
                ProxyTrap([.register], .carriedOut, number: number) {
                    let pid = await process.take()
                    _ = try? await Program("/usr/bin/prlimit", ["--pid", "\(pid)", "--fsize=0:0"]).run()
                })
            let ending = try await rollcall.run(Self.apply + options) { await process.give($0) }
            try await body(rollcall, sandbox, ending)
        }
    }

    @Test func `on a full disk the id that nothing else knows is said before anything else fails`() async throws {
        let options = ["--metrics", "rollcall.prom", "--report", "report.json"]
        try await onFullDisk(options, at: 3) { _, sandbox, ending in
            ending.expect(1)
            let account = try #require(await sandbox.accounts().first { $0.username == "user3" })
            let id = try #require(
                ending.errors.firstRange(of: "Not in the journal: user3 was registered as \(account.id)"))
            let counts = try #require(ending.errors.firstRange(of: "2 of 6 done"))
            let report = try #require(ending.errors.firstRange(of: "report.json cannot be written"))
            let metrics = try #require(ending.errors.firstRange(of: "rollcall.prom cannot be written"))
            #expect(id.lowerBound < counts.lowerBound)
            #expect(counts.lowerBound < report.lowerBound && counts.lowerBound < metrics.lowerBound)
        }
    }

    @Test func `credentials that cannot be written hide neither the report nor the outcome`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username\nann\n", to: "team.csv")
            let ending = try await rollcall.run(
                Self.apply + [
                    "--generate-passwords", "--credentials", "|exit 9", "--report", "report.json", "--metrics",
                    "rollcall.prom",
                ])
            ending.expect(3)
            #expect(ending.output.contains("the command ended with 9"))
            #expect(try report(rollcall, "report.json").status == "partial")
            #expect(try rollcall.home.read("rollcall.prom").contains("rollcall_owed_credentials 1"))
        }
    }
}
