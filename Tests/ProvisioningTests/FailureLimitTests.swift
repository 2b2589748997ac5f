import FlowServ
import Sandbox
import Testing

@testable import Provisioning

/// A run that goes wrong stops before everything has gone wrong.
struct FailureLimitTests {
    private let names = (10..<50).map { "user\($0)" }

    private func scenario(_ limit: Limit?) async throws -> Scenario {
        var scenario = try Scenario()
        scenario.settings.concurrency = 1
        scenario.settings.failureLimit = limit
        await scenario.backend.inject(Fault(.register, times: nil, .statusBefore(400, message: "no")))
        return scenario
    }

    @Test(arguments: [(Limit.number(0), 1), (.number(2), 3), (.percent(10), 5), (.percent(100), 41), (nil, 41)])
    func `one more failure than allowed stops the run`(limit: Limit?, failures: Int) async throws {
        let scenario = try await scenario(limit)
        let conclusion = try await scenario.carryOut(scenario.begin(names))
        let failed = min(failures, names.count)
        #expect(conclusion.report.summary.failed == failed)
        #expect(conclusion.report.summary.remaining == names.count - failed)
        if let limit, failures <= names.count {
            #expect(conclusion.stop == .tooManyFailures(failed: failures, limit: limit))
            #expect(conclusion.report.status == .interrupted)
        } else {
            #expect(conclusion.stop == nil)
            #expect(conclusion.report.status == .partial)
        }
    }

    @Test func `a resumed run counts its earlier failures too`() async throws {
        let scenario = try await scenario(.number(2))
        let run = try scenario.begin(names)
        try await scenario.carryOut(run)
        let resumed = try await scenario.resume(run, names)
        #expect(resumed.stop == .tooManyFailures(failed: 4, limit: .number(2)))
        await scenario.backend.clearFaults()
        let good = try await scenario.resume(run, names)
        #expect(good.stop == nil)
        #expect(good.report.summary.succeeded == names.count - 4)
    }

    @Test func `stranded accounts are failures, unknown ones are not`() async throws {
        var scenario = try Scenario()
        scenario.settings.failureLimit = .number(0)
        await scenario.backend.inject(Fault(.register, username: "user20", times: 2, .closeBefore))
        let unknown = try await scenario.carryOut(scenario.begin(["user20"]))
        #expect(unknown.stop == nil && unknown.report.summary.unknown == 1)
        await scenario.backend.addAccount("user30", password: "theirs", active: false)
        let stranded = try await scenario.carryOut(scenario.begin(["user30"]))
        #expect(stranded.stop == .tooManyFailures(failed: 1, limit: .number(0)))
    }
}
