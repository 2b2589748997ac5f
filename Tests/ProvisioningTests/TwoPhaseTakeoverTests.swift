import Accounts
import FlowServ
import Roster
import Sandbox
import Testing

@testable import Provisioning

/// What becomes of a two-phase run that others take over.
struct TwoPhaseTakeoverTests {
    private let names = ["alice", "bob", "carol"]

    /// A two-phase run that was stopped at bob's register; alice is pending.
    private func interrupted() async throws -> (scenario: Scenario, run: RunRecord) {
        var scenario = try Scenario()
        scenario.settings.concurrency = 1
        let run = try await scenario.begin(applying: names, isTwoPhase: true)
        let stop = scenario.stop
        let service = WatchedService(service: try await scenario.service()) { name in
            if name == "bob" { stop.raise(.interrupted(signal: 15)) }
        }
        let cut = try await scenario.carryOut(run, with: service)
        #expect(cut.report.status == .interrupted)
        #expect(await scenario.accounts() == ["alice (pending)", "bob (pending)"])
        return (scenario, run)
    }

    @Test func `resuming goes on to the gate and through it`() async throws {
        let (scenario, run) = try await interrupted()
        #expect(try await scenario.resume(run, names).report.status == .completed)
        #expect(await scenario.accounts() == names)
        #expect(try scenario.journal.run(run.id).gate == .open)
    }

    @Test func `superseding keeps the gate until the rest is registered`() async throws {
        let (scenario, run) = try await interrupted()
        let first = try await scenario.apply(names)
        #expect(try scenario.journal.run(run.id).status == .superseded)
        #expect(try scenario.journal.run(run.id).gate == .closed)
        #expect(first.report.accounts.map(\.username) == ["carol"])
        #expect(first.report.status == .partial)
        #expect(await scenario.accounts() == ["alice (pending)", "bob (pending)", "carol"])
        // Now nobody is missing any more.
        #expect(try await scenario.apply(names).report.status == .completed)
        #expect(await scenario.accounts() == names)
        #expect(try scenario.journal.heldWaves().isEmpty)
    }

    @Test func `while the rest is not registered, no later run activates who is held`() async throws {
        let (scenario, run) = try await interrupted()
        await scenario.backend.inject(
            Fault(.register, username: "carol", times: 2, .statusBefore(400, message: "no")))
        for _ in 1...2 {
            #expect(try await scenario.apply(names).report.summary.failed == 1)
            #expect(await scenario.accounts() == ["alice (pending)", "bob (pending)"])
            #expect(try scenario.journal.run(run.id).gate == .closed)
        }
        try await scenario.apply(names)
        #expect(try await scenario.apply(names).report.status == .completed)
        #expect(await scenario.accounts() == names)
    }

    @Test func `superseding with a two-phase run finishes it`() async throws {
        let (scenario, _) = try await interrupted()
        #expect(try await scenario.apply(names, isTwoPhase: true).report.status == .completed)
        #expect(await scenario.accounts() == names)
        #expect(try scenario.journal.heldWaves().isEmpty)
    }

    @Test func `activating the rest takes what a later run has settled as it is`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.register, username: "bob", times: 2, .closeBefore))
        let rows = ["alice", "bob pending", "carol"]
        let run = try await scenario.begin(applying: rows, isTwoPhase: true)
        let first = try await scenario.carryOut(run)
        #expect(first.report.summary.unknown == 1)
        // A plain run settles bob: he is pending now, and the journal has his id.
        #expect(try await scenario.apply(rows).report.accounts.map(\.outcome) == [.succeeded])
        let known = try scenario.journal.knowledge(of: "bob")
        let rest = try await scenario.resume(run, rows, opensGate: true)
        #expect(rest.report.accounts.map(\.outcome) == [.succeeded, .succeeded, .succeeded])
        #expect(try scenario.journal.knowledge(of: "bob") == known)
        #expect(await scenario.accounts() == ["alice", "bob (pending)", "carol"])
        #expect(await scenario.backend.registers(of: "bob").count == 3)
    }
}
