import Accounts
import FlowServ
import Roster
import Sandbox
import TestSupport
import Testing

@testable import Provisioning

/// A run that somebody stops.  A wait that does not end would last an hour, and the time limit would fail.
@Suite(.timeLimit(.minutes(1)))
struct InterruptionTests {
    private let names = (10..<40).map { "user\($0)" }
    private static let signal = ExecutionStop.interrupted(signal: 2)

    @Test func `a stopped run is continued with nobody lost and nobody twice`() async throws {
        let scenario = try Scenario()
        let run = try scenario.begin(names)
        let stop = scenario.stop
        let service = WatchedService(service: try await scenario.service()) { name in
            if name == "user20" { stop.raise(Self.signal) }
        }
        let cut = try await scenario.carryOut(run, with: service)
        #expect(cut.stop == Self.signal)
        #expect(cut.report.status == .interrupted)
        #expect(cut.report.summary.remaining > 0)
        // What was in flight has ended, and its outcome is in the journal.
        #expect(cut.report.summary.unknown == 0)
        #expect(await scenario.accounts().count == cut.report.summary.succeeded)
        #expect(await scenario.backend.registers(of: "user20").count == 1)
        #expect(try await scenario.resume(run, names).report.status == .completed)
        #expect(await scenario.accounts() == names)
        #expect(await scenario.backend.registers().count == 30)
    }

    @Test func `a request whose intent was on its way to the disk does not leave any more`() async throws {
        let directory = try TemporaryDirectory()
        let watch = TransactionWatch()
        let journal = try Journal(path: directory.file("journal.sqlite"), probe: watch.probe)
        var scenario = try Scenario(journal: journal)
        scenario.settings.concurrency = 1
        let run = try scenario.begin(names)
        let stop = scenario.stop
        watch.after {
            let states = try? journal.actions(of: run.id).filter { $0.state == .registering }
            if states?.first?.username.text == "user20" { stop.raise(Self.signal) }
        }
        let cut = try await scenario.carryOut(run)
        #expect(cut.stop == Self.signal)
        #expect(cut.report.summary.succeeded == 10)
        #expect(cut.report.summary.remaining == 20)
        #expect(await scenario.backend.registers(of: "user20").isEmpty)
        watch.reset()
        #expect(try await scenario.resume(run, names).report.status == .completed)
        #expect(await scenario.backend.registers().count == 30)
    }

    @Test func `a request that does not end in time is given up and its outcome is unknown`() async throws {
        let scenario = try Scenario()
        let run = try scenario.begin(names)
        let stop = scenario.stop
        let server = try await scenario.service()
        let service = WatchedService(service: server) { (name) async throws(ServiceError) in
            guard name == "user20" else { return }
            // The server makes the account, and its answer never comes.
            _ = try await server.registerUser(name, password: Secret("pw"), as: .active)
            stop.raise(Self.signal)
            try await waitUntilGivenUp()
        }
        let cut = try await scenario.carryOut(run, with: service)
        #expect(cut.stop == Self.signal)
        #expect(scenario.time.now == scenario.settings.grace)
        let account = try #require(cut.report.accounts.first { $0.outcome == .unknown })
        #expect(account.username.text == "user20" && account.error?.contains("given up") ?? false)
        #expect(try await scenario.resume(run, names).report.status == .completed)
        #expect(await scenario.backend.registers().count == 30)
    }

    /// Waits of this length and longer last until somebody wakes the sleeper, who is stopped meanwhile.
    private func stopping(_ scenario: inout Scenario, atWaitsFrom length: Duration) {
        let (stop, original) = (scenario.stop, scenario.timekeeper)
        scenario.timekeeper.sleepUntil = { moment in
            guard moment - original.now() >= length, stop.reason == nil else {
                return await original.sleepUntil(moment)
            }
            stop.raise(Self.signal)
            try? await Task.sleep(for: .seconds(3600))
        }
    }

    @Test func `a stop ends the wait before settling at once`() async throws {
        var scenario = try Scenario()
        await scenario.backend.inject(Fault(.register, username: "user20", .closeAfter))
        stopping(&scenario, atWaitsFrom: .seconds(30))
        let run = try scenario.begin(names)
        let cut = try await scenario.carryOut(run)
        #expect(cut.stop == Self.signal && cut.report.status == .interrupted)
        #expect(cut.report.summary.unknown == 1 && cut.report.summary.succeeded == 29)
        #expect(try await scenario.resume(run, names).report.status == .completed)
        #expect(await scenario.backend.registers().count == 30)
    }

    @Test func `a stop ends the wait that the server asked for at once`() async throws {
        var scenario = try Scenario()
        await scenario.backend.inject(Fault(.register, nth: 5, .statusBefore(429, retryAfter: "500")))
        stopping(&scenario, atWaitsFrom: .seconds(500))
        let run = try scenario.begin(names)
        let cut = try await scenario.carryOut(run)
        #expect(cut.stop == Self.signal && cut.report.status == .interrupted)
        #expect(cut.report.summary.unknown == 0 && cut.report.summary.remaining > 0)
        #expect(try await scenario.resume(run, names).report.status == .completed)
        #expect(await scenario.backend.registers().count == 31)
    }

    @Test(arguments: [true, false])
    func `a stop ends the reading of a listing at once`(isSettling: Bool) async throws {
        let scenario = try Scenario()
        if isSettling { await scenario.backend.inject(Fault(.register, username: "user20", .closeAfter)) }
        let run = try scenario.begin(names)
        let stop = scenario.stop
        let service = WatchedService(service: try await scenario.service()) { (route, _) async throws(ServiceError) in
            guard route == .list else { return }
            stop.raise(Self.signal)
            try await waitUntilGivenUp()
        }
        let cut = try await scenario.carryOut(run, with: service)
        #expect(cut.stop == Self.signal)
        #expect(cut.report.verification == nil)
        #expect(cut.report.summary.unknown == (isSettling ? 1 : 0))
        #expect(cut.report.status == (isSettling ? .interrupted : .completed))
        if isSettling { #expect(try await scenario.resume(run, names).report.status == .completed) }
        #expect(await scenario.accounts() == names)
    }
}
