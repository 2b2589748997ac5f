import Accounts
import FlowServ
import Roster
import Sandbox
import Testing

@testable import Provisioning

/// What becomes of registers whose answers were lost.
struct SettlingTests {
    /// A refusal of an earlier night stands in the journal; only this request's own answer counts.
    @Test func `a second register whose answer is lost is unknown, whatever was answered before`() async throws {
        var scenario = try Scenario()
        scenario.settings.concurrency = 1
        await scenario.backend.inject(
            Fault(.register, nth: 1, .closeBefore), Fault(.register, nth: 2, .statusBefore(400, message: "odd")),
            Fault(.register, nth: 3, .closeBefore), Fault(.list, nth: 2, .statusBefore(503, retryAfter: "7200")))
        let run = try scenario.begin(["alice"])
        let stopped = try await scenario.carryOut(run)
        #expect(stopped.report.accounts.map(\.outcome) == [.unknown])
        #expect(stopped.report.accounts.map(\.httpStatus) == [400])
        let resumed = try await scenario.resume(run, ["alice"])
        #expect(resumed.report.accounts.map(\.outcome) == [.unknown])
        #expect(resumed.report.accounts.map(\.httpStatus) == [nil])
        #expect(try scenario.journal.knowledge(of: "alice") == .unknown)
    }

    private let names = (10..<40).map { "user\($0)" }

    @Test(arguments: [
        FaultEffect.closeAfter, .statusAfter(500), .statusAfter(502), .statusAfter(503), .statusAfter(504),
        .cutOff, .garbage, .delay(.seconds(60)),
    ])
    func `a register whose answer was lost is found in the listing and not sent again`(
        effect: FaultEffect
    ) async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.register, username: "user13", effect))
        let conclusion = try await scenario.carryOut(scenario.begin(names))
        #expect(conclusion.report.status == .completed)
        #expect(await scenario.accounts() == names)
        #expect(await scenario.backend.registers(of: "user13").count == 1)
        #expect(scenario.time.now >= .seconds(35))
    }

    @Test(arguments: [FaultEffect.closeBefore, .statusBefore(500), .statusBefore(503)])
    func `a register that never arrived is sent once more after the settle time`(effect: FaultEffect) async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.register, username: "user13", effect))
        let conclusion = try await scenario.carryOut(scenario.begin(names))
        #expect(conclusion.report.status == .completed)
        #expect(await scenario.accounts() == names)
        let sent = await scenario.backend.registers(of: "user13").map(\.arrived)
        #expect(sent.count == 2)
        #expect(sent[1] - sent[0] >= .seconds(35))
    }

    @Test func `a register that is lost twice stays unknown and the next run settles it`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.register, username: "user13", times: 2, .closeBefore))
        let first = try await scenario.carryOut(scenario.begin(names))
        #expect(first.report.status == .partial)
        #expect(first.report.summary.unknown == 1)
        #expect(await scenario.backend.registers(of: "user13").count == 2)
        let second = try await scenario.carryOut(scenario.begin(["user13"], kind: .settle))
        #expect(second.report.status == .completed)
        #expect(await scenario.accounts() == names)
    }

    @Test func `a request that the server carries out late does not make a second account`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.register, username: "user13", .late(.seconds(30))))
        let conclusion = try await scenario.carryOut(scenario.begin(names))
        #expect(conclusion.report.status == .completed)
        #expect(await scenario.accounts() == names)
        #expect(await scenario.backend.registers(of: "user13").count == 1)
    }

    @Test func `a pending register whose answer was lost ends as a named stranded account`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.register, username: "user13", .closeAfter))
        let conclusion = try await scenario.carryOut(scenario.begin(names, wanted: .pending))
        #expect(conclusion.report.status == .partial)
        #expect(conclusion.report.summary.stranded == 1)
        #expect(conclusion.report.accounts.first { $0.outcome == .stranded }?.username.text == "user13")
        #expect(try scenario.journal.unresolvedAccounts().map(\.username.text) == ["user13"])
        #expect(await scenario.accounts().count == 30)
    }

    @Test func `a pending register that never arrived is sent again and gets its id`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.register, username: "user13", .closeBefore))
        let conclusion = try await scenario.carryOut(scenario.begin(names, wanted: .pending))
        #expect(conclusion.report.status == .completed)
        #expect(await scenario.accounts().count == 30)
    }

    @Test func `while settling, a refusal proves nothing until a second listing was read`() async throws {
        let scenario = try Scenario()
        // The first register is carried out after the first listing, so the second one meets its account.
        await scenario.backend.inject(Fault(.register, username: "user13", .late(.seconds(36))))
        let time = scenario.time
        let watched = WatchedService(service: try await scenario.service()) { _ in
            if time.now >= .seconds(35) { time.advance(by: .seconds(2)) }
        }
        let conclusion = try await scenario.carryOut(scenario.begin(names), with: watched)
        #expect(conclusion.report.status == .completed)
        #expect(await scenario.accounts() == names)
        #expect(await scenario.backend.registers(of: "user13").count == 2)
    }

    @Test func `no name ever has two registers in flight`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.register, times: nil, chance: 0.4, .closeAfter))
        await scenario.backend.inject(Fault(.register, times: nil, chance: 0.4, .statusBefore(503)))
        try await scenario.carryOut(scenario.begin(names))
        #expect(await scenario.backend.mostRegistersInFlight() == 1)
        #expect(await Set(scenario.accounts()).count == scenario.accounts().count)
    }
}
