import FlowServ
import Roster
import Sandbox
import Testing

@testable import Provisioning

/// Activations are repeated freely.
struct ActivationTests {
    @Test(arguments: [FaultEffect.closeBefore, .closeAfter, .statusAfter(500), .statusBefore(429)])
    func `an activation is repeated until it is answered`(effect: FaultEffect) async throws {
        let scenario = try Scenario()
        try await scenario.carryOut(scenario.begin(["alice"], wanted: .pending))
        await scenario.backend.inject(Fault(.activate, times: 2, effect))
        let run = try scenario.begin(["alice"], kind: .activate)
        let conclusion = try await scenario.carryOut(run)
        #expect(conclusion.report.status == .completed)
        #expect(await scenario.accounts() == ["alice"])
        #expect(conclusion.report.accounts.map(\.attempts) == [3])
    }

    @Test func `an id that the server forgot is forgotten here, and only it`() async throws {
        let scenario = try Scenario()
        try await scenario.carryOut(scenario.begin(["alice", "bob"], wanted: .pending))
        await scenario.backend.removeAccounts(named: "alice")
        let conclusion = try await scenario.carryOut(scenario.begin(["alice"], kind: .activate))
        #expect(conclusion.report.summary.failed == 1)
        #expect(try Set(scenario.journal.knowledge().keys) == [AccountName("bob")])
    }
}
