import FlowServ
import Sandbox
import Synchronization
import TestSupport
import Testing

/// Runs that stop early by themselves: too many failures, or a server that is gone.
struct StoppedRunTests {
    private static let people = People(40) { _ in false }

    @Test(arguments: [("3", 4), ("10%", 5)])
    func `--max-failures stops a run that goes wrong, and resume goes on`(limit: String, failures: Int) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            await sandbox.inject(Fault(.register, times: nil, .statusBefore(400, message: "weak password")))
            let stopped = try await rollcall(
                "apply", "team.csv", "--yes", "--concurrency", "1", "--max-failures", limit)
            stopped.expect(3)
            #expect(stopped.errors.contains("--max-failures"))
            #expect(
                stopped.errors.contains(
                    "Run 1: 0 of 40 done, \(40 - failures) not sent, 0 sent without a known outcome, \(failures) failed."
                ))
            #expect(stopped.errors.contains("rollcall runs 1 shows why."))
            #expect(stopped.errors.contains("type: rollcall resume\n"))
            #expect(await sandbox.registers().count == failures)
            #expect(try await rollcall("status").output.contains("Run 1 is not finished."))

            await sandbox.clearFaults()
            let resumed = try await rollcall("resume", "--max-failures", limit)
            resumed.expect(3)
            #expect(resumed.output.contains("40 planned, \(40 - failures) succeeded, \(failures) failed"))
            #expect(await sandbox.registers().count == 40)
        }
    }

    @Test func `a server that asks to come back in an hour is left alone, and everything stays planned`() async throws
    {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            await sandbox.inject(Fault(.register, nth: 6, times: nil, .statusBefore(429, retryAfter: "3600")))
            let stopped = try await rollcall("apply", "team.csv", "--yes", "--concurrency", "1")
            stopped.expect(5)
            #expect(stopped.errors.contains("3600 s"))
            try await expectStopped(rollcall, sandbox, stopped, done: 5)
        }
    }

    @Test func `a server that is gone ends the run, and everything stays planned`() async throws {
        let backend = SandboxBackend()
        await backend.addAccount("admin", password: "admin secret")
        let server = try await SandboxServer.start(backend)
        let rollcall = try Command(server: server.url, login: ("admin", "admin secret"))
        try rollcall.home.write(Self.people.csv(), to: "team.csv")
        // The run waits for the sixth answer when the server goes; it is carried out all the same.
        await backend.inject(Fault(.register, nth: 6, .delay(.seconds(20))))
        let reserved = Mutex<ReservedPort?>(nil)
        let stopped = try await rollcall("apply", "team.csv", "--yes", "--concurrency", "1") { _ in
            try await eventually("the sixth is under way") { await backend.registers().count == 6 }
            await server.stop()
            try reserved.withLock { $0 = try ReservedPort(server.port) }
        }
        stopped.expect(5)
        #expect(stopped.errors.contains("connection refused"))
        let report = try await rollcall.report()
        #expect(report.status == "interrupted")
        #expect(report.summary["succeeded"] == 5 && report.summary["unknown"] == 1)
        #expect(report.accounts.count { $0.outcome == "remaining" } == 34)

        await backend.clearFaults()
        reserved.withLock { $0 = nil }
        let again = try await SandboxServer.start(backend, port: server.port)
        let resumed = try await rollcall("resume", "--settle", "20")
        await again.stop()
        resumed.expect(0)
        let names = await backend.accounts().map(\.username)
        #expect(names.count == 41 && Set(names) == Self.people.usernames.union(["admin"]))
        #expect(await backend.registers().count == 40)
    }

    private func expectStopped(
        _ rollcall: Command, _ sandbox: SandboxBackend, _ stopped: Program.Ending, done: Int
    ) async throws {
        #expect(stopped.errors.contains("Run 1: \(done) of 40 done, \(40 - done) not sent, 0 sent without"))
        #expect(stopped.errors.contains("When it is back, type: rollcall resume\n"))
        let report = try await rollcall.report()
        #expect(report.status == "interrupted" && report.summary["succeeded"] == done)
        #expect(report.accounts.count { $0.outcome == "remaining" } == 40 - done)
        #expect(try await rollcall("status").output.contains("Run 1 is not finished."))
        await sandbox.clearFaults()
        let resumed = try await rollcall("resume")
        resumed.expect(0)
        #expect(await sandbox.accounts().count == 41)
    }
}
