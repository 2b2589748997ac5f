import Accounts
import FlowServ
import Roster
import Sandbox
import Testing

@testable import Provisioning

struct CanaryTests {
    private static let names = (10..<30).map { "user\($0)" }

    private func scenario(_ canary: Int) throws -> Scenario {
        var scenario = try Scenario()
        scenario.settings.canary = canary
        return scenario
    }

    @Test func `the first accounts come to their verified end before any other is sent`() async throws {
        let scenario = try scenario(3)
        let backend = scenario.backend
        let watched = WatchedService(service: try await scenario.service()) { name in
            if name > "user12" { #expect(await backend.callCounts()[.list] == 1) }
        }
        let conclusion = try await scenario.carryOut(scenario.begin(Self.names), with: watched)
        #expect(conclusion.stop == nil)
        #expect(conclusion.report.status == .completed)
        #expect(await backend.callCounts()[.list] == 2)
    }

    @Test(arguments: [FaultEffect.statusBefore(400, message: "no"), .statusBefore(409, message: "no")])
    func `one that goes wrong stops the run there, and resuming goes on`(effect: FaultEffect) async throws {
        let scenario = try scenario(3)
        await scenario.backend.inject(Fault(.register, username: "user11", effect))
        let run = try scenario.begin(Self.names)
        let cut = try await scenario.carryOut(run)
        #expect(cut.stop == .canaryFailed(failed: [AccountName("user11")], of: 3))
        #expect(cut.report.status == .interrupted)
        #expect(await scenario.accounts() == ["user10", "user12"])
        let resumed = try await Scenario(continuing: scenario).carryOut(run)
        #expect(resumed.report.summary.succeeded == 19)
        #expect(resumed.report.summary.failed == 1)
    }

    @Test func `one that the listing does not confirm stops the run there`() async throws {
        let scenario = try scenario(3)
        let backend = scenario.backend
        let watched = WatchedService(service: try await scenario.service()) { name in
            if name == "user12" { await backend.removeAccounts(named: "user10") }
        }
        var settings = scenario
        settings.settings.concurrency = 1
        let cut = try await settings.carryOut(scenario.begin(Self.names), with: watched)
        #expect(cut.stop == .canaryFailed(failed: [AccountName("user10")], of: 3))
        #expect(await scenario.accounts() == ["user11", "user12"])
    }

    @Test func `a lost answer among them is settled before the rest is sent`() async throws {
        let scenario = try scenario(3)
        await scenario.backend.inject(Fault(.register, username: "user11", .closeAfter))
        let time = scenario.time
        let watched = WatchedService(service: try await scenario.service()) { name in
            if name > "user12" { #expect(time.now >= .seconds(35)) }
        }
        let conclusion = try await scenario.carryOut(scenario.begin(Self.names), with: watched)
        #expect(conclusion.report.status == .completed)
    }

    @Test func `a canary as large as the run is the run`() async throws {
        let scenario = try scenario(20)
        let conclusion = try await scenario.carryOut(scenario.begin(Self.names))
        #expect(conclusion.report.status == .completed)
        #expect(await scenario.backend.callCounts()[.list] == 1)
    }
}
