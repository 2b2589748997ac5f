import FlowServ
import Sandbox
import TestSupport
import Testing

@testable import Provisioning

/// A server that answers nobody any more.
struct GoneServerTests {
    private let names = (100..<400).map { "user\($0)" }

    @Test func `a server that is gone stops the run and everything is still planned`() async throws {
        let scenario = try Scenario()
        let service = try await scenario.service()
        let run = try scenario.begin(names)
        await scenario.backend.setReachable(false)
        let cut = try await scenario.carryOut(run, with: service)
        #expect(cut.stop == .serverUnreachable(reason: "connection refused"))
        #expect(cut.report.status == .interrupted)
        #expect(cut.report.summary.remaining == names.count)
        #expect(scenario.time.now < .seconds(120))
        await scenario.backend.setReachable(true)
        #expect(try await scenario.resume(run, names).report.status == .completed)
        #expect(await scenario.accounts() == names)
        #expect(await scenario.backend.registers().count == names.count)
    }

    @Test(arguments: [FaultEffect.statusBefore(502), .statusAfter(502), .closeBefore], [4, 8, 32])
    func `a server that loses every answer leaves few outcomes unknown`(
        effect: FaultEffect, concurrency: Int
    ) async throws {
        var scenario = try Scenario()
        scenario.settings.concurrency = concurrency
        // It is well at first, so that the width has grown.
        await scenario.backend.inject(Fault(.register, nth: 50, times: nil, effect))
        let run = try scenario.begin(names)
        let cut = try await scenario.carryOut(run)
        guard case .serverUnreachable = cut.stop else {
            Issue.record("\(String(describing: cut.stop))")
            return
        }
        #expect(cut.report.status == .interrupted)
        let unknown = cut.report.summary.unknown
        #expect(unknown >= scenario.settings.patience)
        #expect(unknown <= 2 * concurrency + scenario.settings.patience)
        #expect(cut.report.summary.remaining == names.count - 49 - unknown)
        await scenario.backend.clearFaults()
        #expect(try await scenario.resume(run, names).report.status == .completed)
        #expect(await scenario.accounts() == names)
        #expect(await scenario.backend.mostRegistersInFlight() == 1)
        #expect(await RegisterInvariant().violations(in: scenario.backend.registers()) == [])
    }

    /// flowServ answers everything else, so only the registers end.
    @Test(arguments: [FaultEffect.garbage, .statusBefore(403)], [4, 32])
    func `something that answers every register leaves few outcomes unknown, and the rest of the run goes on`(
        effect: FaultEffect, concurrency: Int
    ) async throws {
        var scenario = try Scenario()
        scenario.settings.concurrency = concurrency
        await scenario.backend.inject(Fault(.register, nth: 50, times: nil, effect))
        let run = try scenario.begin(names)
        let cut = try await scenario.carryOut(run)
        #expect(cut.stop == nil)
        #expect(cut.report.status == .partial)
        #expect(cut.report.verification != nil)
        let skipped = cut.report.summary.skipped
        let sent = names.count - 49 - skipped
        #expect((50 + concurrency...50 + 3 * concurrency).contains(sent))
        // Those that were carried out all the same are listed.
        #expect(cut.report.summary.unknown == (effect == .garbage ? 0 : sent))
        await scenario.backend.clearFaults()
        #expect(try await scenario.apply(names).report.status == .completed)
        #expect(await scenario.accounts() == names)
        #expect(await RegisterInvariant().violations(in: scenario.backend.registers()) == [])
    }

    @Test func `one answer in between and the server counts as there`() async throws {
        let scenario = try Scenario()
        // Nine rounds fail, one request is answered, nine more fail.
        await scenario.backend.inject(
            Fault(.register, nth: 1, times: 9, .statusBefore(429)),
            Fault(.register, nth: 11, times: 9, .statusBefore(429)))
        var single = scenario
        single.settings.concurrency = 1
        let conclusion = try await single.carryOut(single.begin(["user100", "user101"]))
        #expect(conclusion.report.status == .completed)
    }

    @Test func `a server that goes before the settling leaves the outcomes unknown`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(
            Fault(.register, username: "user105", .closeAfter), Fault(.list, times: nil, .closeBefore))
        let run = try scenario.begin(names)
        let cut = try await scenario.carryOut(run)
        #expect(cut.report.status == .interrupted)
        #expect(cut.report.summary.unknown == 1)
        await scenario.backend.clearFaults()
        #expect(try await scenario.resume(run, names).report.status == .completed)
        #expect(await scenario.backend.registers().count == names.count)
    }
}
