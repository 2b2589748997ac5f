import Accounts
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

    /// flowServ deletes nothing, so a database administrator has removed it, or this is another database for a night.
    @Test func `an id that the server does not know is doubted, and given up by a second run only`() async throws {
        let scenario = try Scenario()
        try await scenario.carryOut(scenario.begin(["alice", "bob"], wanted: .pending))
        let known = try scenario.journal.knowledge()
        guard case .pending(let id) = known["alice"] else {
            Issue.record("\(known)")
            return
        }
        await scenario.backend.removeAccounts(named: "alice")
        let first = try scenario.begin(["alice"], kind: .activate)
        #expect(try await scenario.carryOut(first).report.summary.failed == 1)
        #expect(try scenario.journal.knowledge() == known)
        #expect(
            try scenario.journal.doubtfulIDs()
                == [DoubtfulID(username: "alice", id: id, run: first.id)])
        #expect(
            try await scenario.carryOut(scenario.begin(["alice"], kind: .activate)).report.summary.failed == 1)
        #expect(try Set(scenario.journal.knowledge().keys) == [AccountName("bob")])
        #expect(try scenario.journal.doubtfulIDs() == [])
        #expect(try scenario.journal.formerIDs(of: "alice") == [id])
    }

    @Test func `an id that is known again is doubted no more`() async throws {
        let scenario = try Scenario()
        try await scenario.carryOut(scenario.begin(["alice"], wanted: .pending))
        await scenario.backend.inject(Fault(.activate, .statusBefore(404, message: "unknown user")))
        try await scenario.carryOut(scenario.begin(["alice"], kind: .activate))
        #expect(try scenario.journal.doubtfulIDs().count == 1)
        let again = try await scenario.carryOut(scenario.begin(["alice"], kind: .activate))
        #expect(again.report.status == .completed)
        #expect(try scenario.journal.doubtfulIDs() == [])
        #expect(await scenario.accounts() == ["alice"])
    }

    /// Another database answers to every id that it does not know it.
    @Test(arguments: [1, 4, 32], [(3, 3), (30, 3), (100, 5), (400, 20)])
    func `a server that knows none of the first ids is not believed`(
        concurrency: Int, row: (accounts: Int, limit: Int)
    ) async throws {
        var scenario = try Scenario()
        scenario.settings.concurrency = concurrency
        let names = (1000..<1000 + row.accounts).map { "user\($0)" }
        try await scenario.carryOut(scenario.begin(names, wanted: .pending))
        let known = try scenario.journal.knowledge()
        await scenario.backend.inject(Fault(.activate, times: nil, .statusBefore(404, message: "unknown user")))
        for _ in 0..<2 {
            scenario = try Scenario(continuing: scenario)
            let stopped = try await scenario.carryOut(scenario.begin(names, kind: .activate))
            guard case .unknownIDs(let count) = stopped.stop else {
                Issue.record("\(String(describing: stopped.stop))")
                return
            }
            #expect((row.limit...row.limit + concurrency).contains(count))
            #expect(stopped.report.status == .interrupted)
            #expect(stopped.report.summary.remaining == row.accounts)
            #expect(try scenario.journal.knowledge() == known)
            #expect(try scenario.journal.doubtfulIDs() == [])
        }
        await scenario.backend.clearFaults()
        scenario = try Scenario(continuing: scenario)
        #expect(try await scenario.carryOut(scenario.begin(names, kind: .activate)).report.status == .completed)
        #expect(await scenario.accounts() == names)
    }

    @Test func `one id that is known makes the server believed`() async throws {
        var scenario = try Scenario()
        scenario.settings.concurrency = 1
        let names = (10..<40).map { "user\($0)" }
        try await scenario.carryOut(scenario.begin(names, wanted: .pending))
        // The third is known, and none before or after it.
        let removed = names.filter { $0 != "user12" }
        for name in removed { await scenario.backend.removeAccounts(named: name) }
        let conclusion = try await scenario.carryOut(scenario.begin(names, kind: .activate))
        #expect(conclusion.stop == nil)
        #expect(conclusion.report.accounts.filter { $0.outcome == .failed }.map(\.username.text) == removed)
        #expect(try scenario.journal.doubtfulIDs().map(\.username.text) == removed)
    }

    @Test func `whoever accepts unknown ids has them all doubted`() async throws {
        var scenario = try Scenario()
        scenario.settings.acceptsUnknownIDs = true
        let names = (10..<40).map { "user\($0)" }
        try await scenario.carryOut(scenario.begin(names, wanted: .pending))
        await scenario.backend.inject(Fault(.activate, times: nil, .statusBefore(404, message: "unknown user")))
        let conclusion = try await scenario.carryOut(scenario.begin(names, kind: .activate))
        #expect(conclusion.stop == nil)
        #expect(try scenario.journal.doubtfulIDs().count == names.count)
    }

    /// A proxy's page, another gateway's JSON, an answer about somebody else.
    @Test(arguments: [
        FaultEffect.statusBefore(404), .statusBefore(404, message: "no Route matched with those values"),
        .statusBefore(403), .statusBefore(200), .statusAfter(404), .garbage, .redirect(to: "http://127.0.0.1:1/"),
    ])
    func `only flowServ's own word says anything about an id`(effect: FaultEffect) async throws {
        var scenario = try Scenario()
        let names = (10..<40).map { "user\($0)" }
        try await scenario.carryOut(scenario.begin(names, wanted: .pending))
        let known = try scenario.journal.knowledge()
        await scenario.backend.inject(Fault(.activate, times: nil, effect), Fault(.whoami, times: nil, effect))
        let stopped = try await scenario.carryOut(scenario.begin(names, kind: .activate))
        guard case .serverUnreachable = stopped.stop else {
            Issue.record("\(String(describing: stopped.stop))")
            return
        }
        #expect(try scenario.journal.knowledge() == known)
        #expect(try scenario.journal.doubtfulIDs() == [])
        await scenario.backend.clearFaults()
        scenario = try Scenario(continuing: scenario)
        let conclusion = try await scenario.carryOut(scenario.begin(names, kind: .activate))
        #expect(conclusion.report.status == .completed)
        #expect(await scenario.accounts() == names)
    }

    /// A firewall that dislikes one request answers with a page, whatever is asked.
    @Test(arguments: [
        ServiceError.foreignAnswer(ForeignAnswer(status: 403, content: .page)), .notLoggedIn(message: "Forbidden"),
        .foreignAnswer(ForeignAnswer(status: 404, content: .text)), .redirected(status: 302, target: "/blocked"),
    ])
    func `a request that is answered by something else is that account's own trouble`(error: ServiceError)
        async throws
    {
        let scenario = try Scenario()
        let names = (10..<30).map { "user\($0)" }
        try await scenario.carryOut(scenario.begin(names, wanted: .pending))
        let known = try scenario.journal.knowledge()
        let odd = try #require(await scenario.backend.accounts().first { $0.username == "user13" })
        let service = WatchedService(service: try await scenario.service()) { (_, id) async throws(ServiceError) in
            if id == odd.id { throw error }
        }
        let conclusion = try await scenario.carryOut(scenario.begin(names, kind: .activate), with: service)
        #expect(conclusion.stop == nil)
        #expect(conclusion.report.summary.succeeded == names.count - 1)
        #expect(try scenario.journal.knowledge()["user13"] == known["user13"])
        #expect(scenario.time.now < .seconds(60))
    }
}
