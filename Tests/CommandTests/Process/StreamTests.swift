import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// Standard streams that are closed, full or gone.
struct StreamTests {
    private static let apply = ["apply", "team.csv", "--yes"]

    /// Runs rollcall with redirections of the shell.
    private func run(_ rollcall: Command, _ arguments: [String], _ redirections: String) async throws
        -> Program.Ending
    {
        try await Program(
            "/bin/sh", ["-c", #"exec "$0" "$@" "# + redirections, try PackageFiles.program("rollcall")] + arguments,
            environment: rollcall.environment, directory: rollcall.home.path
        ).run()
    }

    @Test func `a standard output that is full is said, and hides no file`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            let ending = try await run(rollcall, Self.apply + ["--report", "report.json"], ">/dev/full")
            ending.expect(1)
            #expect(ending.errors.contains("standard output cannot be written: No space left on device"))
            #expect(try rollcall.home.read("report.json").contains("completed"))
            #expect(await sandbox.accounts().count == 4)
        }
    }

    @Test(arguments: [
        ["plan", "team.csv"], ["check", "team.csv", "--format", "json"], ["status"],
        ["plan", "team.csv", "--format", "json"], ["config"],
    ])
    func `every command says that its product could not be written`(arguments: [String]) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            let ending = try await run(rollcall, arguments, ">/dev/full")
            ending.expect(1)
            #expect(ending.errors.contains("standard output cannot be written: No space left on device"))
        }
    }

    /// The next file that is opened would get the number of the one that is closed, and be written over.
    @Test func `closed streams are not taken by other files`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            let ending = try await run(rollcall, Self.apply + ["--report", "report.json"], "<&- >&- 2>&-")
            ending.expect(1)
            #expect(try rollcall.home.read("report.json").contains("completed"))
            #expect(await sandbox.accounts().count == 4)
            let lock = try Data(
                contentsOf: URL(fileURLWithPath: rollcall.home.file(".local/state/rollcall/journal.sqlite.lock")))
            #expect(!String(decoding: lock, as: UTF8.self).contains("Run 1"))
            try await rollcall("status").expect(0)
        }
    }

    @Test func `a closed standard input is no empty roster`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let ending = try await run(rollcall, ["check", "-"], "<&-")
            ending.expect(4)
            #expect(!ending.errors.contains("no rows"))
        }
    }

    @Test func `a reader of standard output that has gone is no error`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            let ending = try await Program(
                "/bin/sh",
                [
                    "-c", #"{ "$0" "$@" 2>errors.txt; echo $? >code.txt; } | exec true"#,
                    try PackageFiles.program("rollcall"),
                ]
                    + Self.apply,
                environment: rollcall.environment, directory: rollcall.home.path
            ).run()
            ending.expect(0)
            try await eventually("it has ended") { (try? rollcall.home.read("code.txt"))?.hasSuffix("\n") == true }
            #expect(try rollcall.home.read("code.txt") == "0\n")
            #expect(try !rollcall.home.read("errors.txt").contains("rollcall:"))
        }
    }

    /// Runs rollcall on a terminal that goes away in the middle of the run.
    private func hungUp(isIgnored: Bool) async throws -> (code: Int32?, accounts: Int, status: String) {
        try await Command.behindProxy(returning: { rollcall, sandbox, proxy in
            try rollcall.home.write(People(12) { _ in false }.csv(), to: "team.csv")
            proxy.set(
                ProxyTrap([.register], .carriedOut, number: 5) {
                    _ = try? rollcall.home.write("", to: "go")
                    try? await eventually("the terminal is gone") {
                        FileManager.default.fileExists(atPath: rollcall.home.file("gone"))
                    }
                })
            let ending = try await Program(
                try PackageFiles.python(.server, "python"),
                [
                    PackageFiles.root + "/Tests/python/hangup.py", isIgnored ? "ignored" : "default",
                    try PackageFiles.program("rollcall"), "apply", "team.csv", "--yes", "--concurrency", "1",
                ],
                environment: rollcall.environment, directory: rollcall.home.path
            ).run()
            let report = try await rollcall.report()
            return (ending.code, await sandbox.accounts().count - 1, report.status)
        })
    }

    @Test func `with SIGHUP ignored a run goes on when its terminal has gone`() async throws {
        let ending = try await hungUp(isIgnored: true)
        #expect(ending == (0, 12, "completed"))
    }

    @Test func `a terminal that goes stops the run in good order`() async throws {
        let ending = try await hungUp(isIgnored: false)
        #expect(ending.code == 129 && ending.status == "interrupted")
    }
}
