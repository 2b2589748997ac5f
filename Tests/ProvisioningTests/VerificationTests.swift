import Accounts
import FlowServ
import Roster
import Sandbox
import Testing

@testable import Provisioning

/// The listing that is read at the end of a run.
struct VerificationTests {
    private let names = ["alice", "bob", "carol"]

    /// Carries out a run whose listing at the end is preceded by something that happens on the server.
    private func conclusion(
        _ scenario: Scenario, after mischief: @escaping @Sendable (SandboxBackend) async -> Void
    ) async throws -> RunConclusion {
        let backend = scenario.backend
        let service = WatchedService(service: try await scenario.service()) { route, _ in
            if route == .list { await mischief(backend) }
        }
        return try await scenario.carryOut(scenario.begin(names), with: service)
    }

    @Test func `a listing that shows what was done is no news`() async throws {
        let scenario = try Scenario()
        let conclusion = try await conclusion(scenario) { _ in }
        #expect(conclusion.report.status == .completed && conclusion.report.isSuccess)
        #expect(conclusion.report.verification?.differences == [])
        #expect(conclusion.report.verification?.listed == 4, "three and the admin")
        #expect(scenario.events.all.contains(.verifying))
    }

    @Test func `an account that is not there any more is named`() async throws {
        let scenario = try Scenario()
        let conclusion = try await conclusion(scenario) { await $0.removeAccounts(named: "bob") }
        try expectDifference(conclusion, scenario, "active in the journal (ID), but not in the listing")
    }

    @Test func `an account with another id is named`() async throws {
        let scenario = try Scenario()
        let conclusion = try await conclusion(scenario) { backend in
            await backend.removeAccounts(named: "bob")
            await backend.addAccount("bob", password: "other")
        }
        let other = try #require(await scenario.backend.accounts().first { $0.username == "bob" }?.id)
        try expectDifference(conclusion, scenario, "active in the journal as ID, but listed as \(other)")
    }

    @Test func `an account that is there twice is named`() async throws {
        let scenario = try Scenario()
        let conclusion = try await conclusion(scenario) { await $0.addAccount("bob", password: "other") }
        try expectDifference(conclusion, scenario, "listed 2 times; its login no longer works")
    }

    /// - Parameter words: What is said of bob; `ID` stands for the id in the journal.
    private func expectDifference(_ conclusion: RunConclusion, _ scenario: Scenario, _ words: String) throws {
        let report = conclusion.report
        let id = try #require(report.accounts.first { $0.username == "bob" }?.userID)
        let expected = Verification.Difference(username: "bob", difference: words.replacing("ID", with: id))
        #expect(report.verification?.differences == [expected])
        #expect(report.status == .partial && !report.isSuccess)
        // The journal holds it for whoever asks later.
        let run = try scenario.journal.run(report.run)
        let again = RunReport(run: run, server: report.server, actions: try scenario.journal.actions(of: run.id))
        #expect(again == report)
    }

    @Test func `somebody else's accounts are no difference`() async throws {
        let scenario = try Scenario()
        let conclusion = try await conclusion(scenario) { await $0.addAccount("stranger", password: "theirs") }
        #expect(conclusion.report.status == .completed)
    }

    @Test(arguments: [true, false])
    func `the listing is read once, or not at all when nobody wants it`(verifies: Bool) async throws {
        var scenario = try Scenario()
        scenario.settings.verifies = verifies
        let conclusion = try await scenario.carryOut(scenario.begin(names))
        #expect(conclusion.report.status == .completed)
        #expect(await scenario.backend.callCounts()[.list] == (verifies ? 1 : nil))
        #expect((conclusion.report.verification != nil) == verifies)
    }

    @Test func `when nothing became active there is nothing to look for`() async throws {
        let scenario = try Scenario()
        let pending = try await scenario.carryOut(scenario.begin(names, wanted: .pending))
        #expect(pending.report.status == .completed && pending.report.verification == nil)
        await scenario.backend.inject(Fault(.register, times: nil, .statusBefore(400, message: "no")))
        let rejected = try await scenario.carryOut(scenario.begin(["dave"]))
        #expect(rejected.report.status == .partial && rejected.report.verification == nil)
        let nothing = try await scenario.carryOut(scenario.begin([]))
        #expect(nothing.report.status == .completed)
        #expect(await scenario.backend.callCounts()[.list] == nil)
    }

    @Test func `a stopped run is not verified`() async throws {
        let scenario = try Scenario()
        let stop = scenario.stop
        let service = WatchedService(service: try await scenario.service()) { name in
            if name == "carol" { stop.raise(.interrupted(signal: 2)) }
        }
        let cut = try await scenario.carryOut(scenario.begin(names), with: service)
        #expect(cut.report.verification == nil)
        #expect(await scenario.backend.callCounts()[.list] == nil)
    }
}
