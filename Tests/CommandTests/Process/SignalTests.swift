import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// SIGINT and SIGTERM in the middle of a run of the real binary.
struct SignalTests {
    private static let people = People(12) { _ in false }
    private static let apply = ["apply", "team.csv", "--yes", "--concurrency", "2"]
    private static let errors = "errors.txt"

    private func expectEverybodyOnce(_ sandbox: SandboxBackend, _ proxy: MisbehavingProxy, settle: Int) async {
        let names = await sandbox.accounts().filter { $0.active && $0.username != "admin" }.map(\.username)
        #expect(names.count == Self.people.all.count && Set(names) == Self.people.usernames)
        let invariant = RegisterInvariant(settleTime: .seconds(settle))
        #expect(invariant.violations(in: proxy.log.registers) == [])
    }

    @Test(arguments: [SIGINT: 130, SIGTERM: 143] as [Int32: Int32])
    func `a signal lets requests in flight end, and resume does the rest`(signal: Int32, code: Int32) async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            let process = Handover<pid_t>()
            proxy.set(
                ProxyTrap([.register], .carriedOut, number: 4) {
                    await rollcall.signal(await process.take(), signal, errorsIn: Self.errors)
                })
            // The other worker may have sent two more by then, and no third one.
            proxy.set(
                ProxyTrap([.register], .arrived, number: 6) {
                    await rollcall.waitUntilStopping(await process.take(), errorsIn: Self.errors)
                })
            let ending = try await rollcall.run(Self.apply, errorsTo: Self.errors) { await process.give($0) }
            ending.expect(code)
            let errors = try rollcall.home.read(Self.errors)
            let sent = await sandbox.registers().count
            #expect(errors.contains("Interrupted.\nRun 1: \(sent) of 12 done, \(12 - sent) not sent, 0 sent without"))
            #expect(errors.contains("To continue, type: rollcall resume\n"))
            let report = try await rollcall.report()
            #expect(report.status == "interrupted" && report.summary["succeeded"] == sent && (4...6).contains(sent))
            #expect(try await rollcall("status").output.contains("Run 1 is not finished."))

            let resumed = try await rollcall("resume")
            resumed.expect(0)
            #expect(await sandbox.registers().count == 12)
            await expectEverybodyOnce(sandbox, proxy, settle: 35)
        }
    }

    @Test func `a second signal ends it at once, as safely as kill -9`() async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            let process = Handover<pid_t>()
            proxy.set(
                ProxyTrap([.register], .arrived, number: 4) {
                    await rollcall.signal(await process.take(), SIGINT, errorsIn: Self.errors)
                    kill(await process.take(), SIGTERM)
                    // The request stays in flight until the process is gone.
                    try? await eventually("the process is gone") {
                        proxy.log.registers.contains { $0.answer == "given up" }
                    }
                })
            let ending = try await rollcall.run(Self.apply, errorsTo: Self.errors) { await process.give($0) }
            ending.expect(143)
            #expect(!(try rollcall.home.read(Self.errors)).contains("Interrupted."))
            #expect(try await rollcall("status").output.contains("type: rollcall resume"))

            // What was in flight reaches the sandbox some milliseconds after the end of the process.
            let resumed = try await rollcall("resume", "--settle", "5")
            resumed.expect(0)
            await expectEverybodyOnce(sandbox, proxy, settle: 5)
        }
    }

    @Test func `requests in flight for longer than ten seconds are given up, and resume settles them`() async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            // The signal comes with the fourth, so both are carried out long after the process has ended.
            await sandbox.inject(Fault(.register, nth: 3, times: 2, .delay(.seconds(20))))
            let process = Handover<pid_t>()
            proxy.set(
                ProxyTrap([.register], .arrived, number: 4) {
                    await rollcall.signal(await process.take(), SIGINT, errorsIn: Self.errors)
                })
            let ending = try await rollcall.run(Self.apply, errorsTo: Self.errors) { await process.give($0) }
            ending.expect(130)
            let errors = try rollcall.home.read(Self.errors)
            #expect(errors.contains("Run 1: 2 of 12 done, 8 not sent, 2 sent without a known outcome, 0 failed."))
            #expect(await sandbox.accounts().count == 3)
            #expect(try await rollcall.report().summary["unknown"] == 2)

            let resumed = try await rollcall("resume", "--settle", "15")
            resumed.expect(0)
            #expect(await sandbox.registers().count == 12)
            await expectEverybodyOnce(sandbox, proxy, settle: 15)
        }
    }

    @Test func `a run that waits for the settle time ends at once`() async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            await sandbox.inject(Fault(.register, username: "user7", .statusAfter(502)))
            let arguments = Self.apply + ["--settle", "100000"]
            let ending = try await rollcall.run(arguments, errorsTo: Self.errors) { pid in
                try await eventually("it waits") {
                    // The shell makes the file when it comes to it.
                    (try? rollcall.home.read(Self.errors))?.contains("looking for that account") == true
                }
                kill(pid, SIGTERM)
            }
            ending.expect(143)
            #expect(try rollcall.home.read(Self.errors).contains("1 sent without a known outcome"))
            let resumed = try await rollcall("resume", "--settle", "0")
            resumed.expect(0)
            #expect(await sandbox.registers().count == 12)
            await expectEverybodyOnce(sandbox, proxy, settle: 0)
        }
    }

    @Test func `a run that waits for the listing at its end gives it up, and does not ask again`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            await sandbox.inject(Fault(.list, nth: 2, times: nil, .delay(.seconds(600))))
            // Longer than the ten seconds that it may still take.
            let ending = try await rollcall.run(Self.apply + ["--timeout", "15"], errorsTo: Self.errors) { pid in
                try await eventually("the listing is under way") { await sandbox.callCounts()[.list] == 2 }
                kill(pid, SIGINT)
            }
            ending.expect(130)
            #expect(try rollcall.home.read(Self.errors).contains("Everything was sent, but not verified."))
            #expect(await sandbox.callCounts()[.list] == 2)
        }
    }
}
