import FlowServ
import Roster
import Sandbox
import Testing

@testable import Provisioning

/// What a server that asks for a wait gets: no request at all before it is over.
struct RetryAfterTests {
    private let names = (10..<40).map { "user\($0)" }

    @Test(
        arguments: [
            FaultEffect.statusBefore(429, retryAfter: "7"), .statusBefore(503, retryAfter: "7"),
            .statusAfter(503, retryAfter: "7"), .statusBefore(500, retryAfter: "7"),
            .statusBefore(400, retryAfter: "7"),
        ], [1, 4])
    func `the wait that an answer asks for holds back all requests`(
        effect: FaultEffect, concurrency: Int
    ) async throws {
        var scenario = try Scenario()
        scenario.settings.concurrency = concurrency
        // Nothing takes time here but waiting, so that everything before the hold happens at the beginning.
        await scenario.backend.inject(Fault(.register, nth: 5, effect))
        let conclusion = try await scenario.carryOut(scenario.begin(names))
        #expect(conclusion.report.status == .completed)
        let arrivals = await scenario.backend.registers().map(\.arrived)
        // Those that had left when the answer came: fewer than the width that it can have reached.
        #expect(arrivals.count { $0 == .zero } < 5 + 4)
        #expect(!arrivals.contains { $0 > .zero && $0 < .seconds(7) })
        #expect(arrivals.contains { $0 == .seconds(7) })
    }

    @Test func `a busy server is asked again after the wait that it names`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(
            Fault(.register, username: "user13", times: 2, .statusBefore(429, retryAfter: "7")))
        let conclusion = try await scenario.carryOut(scenario.begin(["user13"]))
        #expect(conclusion.report.status == .completed)
        #expect(conclusion.report.accounts.map(\.attempts) == [3])
        #expect(scenario.time.now >= .seconds(14))
    }

    @Test func `the listing waits too`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(
            Fault(.register, username: "user39", .statusAfter(503, retryAfter: "120")))
        let time = scenario.time
        let service = WatchedService(service: try await scenario.service()) { route, _ in
            if route == .list { #expect(time.now >= .seconds(120)) }
        }
        let conclusion = try await scenario.carryOut(scenario.begin(["user39"]), with: service)
        #expect(conclusion.report.status == .completed)
    }

    @Test func `a login waits too`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(
            Fault(.register, username: "user39", .statusAfter(503, retryAfter: "120")),
            Fault(.list, .statusBefore(403, message: "not logged in")))
        let time = scenario.time
        let logins = Counter()
        let conclusion = try await scenario.carryOut(scenario.begin(["user39"])) { () async throws(ServiceError) in
            logins.countUp()
            #expect(time.now >= .seconds(120))
        }
        #expect(conclusion.report.status == .completed)
        #expect(logins.value == 1)
    }

    @Test(arguments: [FaultEffect.statusBefore(429, retryAfter: "3600"), .statusBefore(503, retryAfter: "3600")])
    func `a wait that is too long stops the run, and it can be resumed`(effect: FaultEffect) async throws {
        var scenario = try Scenario()
        // Another worker could begin to wait before the stop, and the clock jumps as soon as anybody waits.
        scenario.settings.concurrency = 1
        await scenario.backend.inject(Fault(.register, nth: 5, effect))
        let run = try scenario.begin(names)
        let conclusion = try await scenario.carryOut(run)
        #expect(conclusion.stop == .serverUnreachable(reason: "it asks for a pause of 3600 s"))
        #expect(conclusion.report.status == .interrupted)
        #expect(conclusion.report.summary.remaining > 0)
        #expect(scenario.time.now < .seconds(3600))
        let resumed = try await scenario.resume(run, names)
        #expect(resumed.report.status == .completed)
        #expect(await scenario.accounts() == names)
    }

    @Test func `a listing that is to be read much later stops the run too`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(
            Fault(.register, username: "user13", .closeAfter),
            Fault(.list, .statusBefore(503, retryAfter: "7200")))
        let run = try scenario.begin(names)
        let conclusion = try await scenario.carryOut(run)
        guard case .serverUnreachable = conclusion.stop else {
            Issue.record("\(String(describing: conclusion.stop))")
            return
        }
        #expect(conclusion.report.summary.unknown == 1)
        #expect(scenario.time.now < .seconds(7200))
        #expect(try await scenario.resume(run, names).report.status == .completed)
        #expect(await scenario.backend.registers().count == names.count)
    }
}
