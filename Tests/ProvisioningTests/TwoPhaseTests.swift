import Accounts
import FlowServ
import Roster
import Sandbox
import Synchronization
import Testing

@testable import Provisioning

/// A wave that is registered whole before anybody in it is activated.
struct TwoPhaseTests {
    private let names = ["alice", "bob", "carol"]

    private static func states(_ report: RunReport) -> [RunReport.Outcome] { report.accounts.map(\.outcome) }

    @Test func `a wave that is whole is activated in the same run, after its last register`() async throws {
        let scenario = try Scenario()
        let run = try await scenario.begin(applying: names, isTwoPhase: true)
        #expect(run.gate == .closed)
        let calls = Mutex<[Route]>([])
        let service = WatchedService(service: try await scenario.service()) { route, _ in
            calls.withLock { $0.append(route) }
        }
        let conclusion = try await scenario.carryOut(run, with: service)
        #expect(conclusion.report.status == .completed)
        #expect(await scenario.accounts() == names)
        #expect(
            calls.withLock { $0 } == [.register, .register, .register, .activate, .activate, .activate, .list])
        #expect(scenario.events.all.contains(.waveIsWhole(activations: 3)))
        #expect(try scenario.journal.run(run.id).gate == .open)
        #expect(try scenario.journal.heldWaves().isEmpty)
    }

    @Test func `those that are wanted pending stay pending`() async throws {
        let scenario = try Scenario()
        let conclusion = try await scenario.apply(["alice", "bob pending", "carol"], isTwoPhase: true)
        #expect(conclusion.report.status == .completed)
        #expect(await scenario.accounts() == ["alice", "bob (pending)", "carol"])
    }

    /// How bob's registration can go wrong.
    enum Trouble: String, CaseIterable, Sendable {
        case rejected, stranded, unknown

        func befall(_ backend: SandboxBackend) async {
            switch self {
            case .rejected: await backend.inject(Fault(.register, username: "bob", .statusBefore(400, message: "no")))
            case .stranded: await backend.addAccount("bob", password: "theirs", active: false)
            case .unknown: await backend.inject(Fault(.register, username: "bob", times: 2, .closeBefore))
            }
        }
    }

    /// A run in which bob's registration went wrong.
    private func broken(by trouble: Trouble) async throws -> (scenario: Scenario, run: RunRecord) {
        let scenario = try Scenario()
        await trouble.befall(scenario.backend)
        let run = try await scenario.begin(applying: names, isTwoPhase: true)
        try await scenario.carryOut(run)
        return (scenario, run)
    }

    @Test(arguments: Trouble.allCases)
    func `one registration that does not succeed holds everybody back`(trouble: Trouble) async throws {
        let (scenario, run) = try await broken(by: trouble)
        let ended = try scenario.journal.run(run.id)
        #expect(ended.status == .partial)
        #expect(ended.gate == .closed)
        #expect(await scenario.backend.callCounts()[.activate] == nil)
        #expect(await scenario.accounts().filter { $0 != "bob (pending)" } == ["alice (pending)", "carol (pending)"])
        let wave = try #require(try scenario.journal.heldWaves().first)
        #expect(wave.held == ["alice", "carol"] && wave.missing == ["bob"])
    }

    @Test(arguments: Trouble.allCases)
    func `a plain apply leaves the held ones and does everything else`(trouble: Trouble) async throws {
        let (scenario, run) = try await broken(by: trouble)
        let listing = try await scenario.service().listUsers(query: nil)
        let plan = try scenario.plan(names + ["dave"], listing: listing)
        let held = plan.blocked.filter { $0.code == "held" }
        #expect(held.map(\.username) == ["alice", "carol"])
        let reason = BlockedReason.held(run: run.id, missing: ["bob"])
        #expect(held.allSatisfy { $0.reason == reason.description })
        let conclusion = try await scenario.apply(names + ["dave"])
        #expect(conclusion.report.accounts.allSatisfy { $0.outcome == .succeeded })
        let accounts = await scenario.accounts()
        #expect(accounts.contains("dave"))
        #expect(accounts.contains("alice (pending)") && accounts.contains("carol (pending)"))
        #expect(try scenario.journal.run(run.id).gate == .closed)
    }

    @Test(arguments: [Trouble.rejected, .unknown])
    func `a later two-phase run registers the rest and activates all`(trouble: Trouble) async throws {
        let (scenario, run) = try await broken(by: trouble)
        let conclusion = try await scenario.apply(names, isTwoPhase: true)
        #expect(conclusion.report.status == .completed)
        #expect(await scenario.accounts() == names)
        #expect(try scenario.journal.run(run.id).gate == .open)
        #expect(try scenario.journal.heldWaves().isEmpty)
    }

    @Test func `a later two-phase run that goes wrong too still holds everybody`() async throws {
        let (scenario, _) = try await broken(by: .rejected)
        await scenario.backend.inject(Fault(.register, username: "bob", .statusBefore(400, message: "still no")))
        let conclusion = try await scenario.apply(names, isTwoPhase: true)
        #expect(Self.states(conclusion.report) == [.remaining, .failed, .remaining])
        #expect(await scenario.accounts() == ["alice (pending)", "carol (pending)"])
        #expect(try scenario.journal.heldWaves().map(\.held) == [["alice", "carol"]])
    }

    @Test(arguments: Trouble.allCases)
    func `a roster without the missing one opens no gate`(trouble: Trouble) async throws {
        let (scenario, run) = try await broken(by: trouble)
        for isTwoPhase in [false, true] {
            let conclusion = try await scenario.apply(["alice", "carol"], isTwoPhase: isTwoPhase)
            #expect(conclusion.report.status == .partial)
            #expect(
                await scenario.accounts().filter { $0 != "bob (pending)" } == ["alice (pending)", "carol (pending)"])
            #expect(try scenario.journal.run(run.id).gate == .closed)
        }
    }

    @Test(arguments: Trouble.allCases)
    func `the rest can be activated without who is missing`(trouble: Trouble) async throws {
        let (scenario, run) = try await broken(by: trouble)
        let conclusion = try await scenario.resume(run, names, opensGate: true)
        #expect(conclusion.report.accounts.filter { $0.username != "bob" }.allSatisfy { $0.outcome == .succeeded })
        #expect(await scenario.accounts().filter { $0.contains("bob") == false } == ["alice", "carol"])
        #expect(try scenario.journal.run(run.id).gate == .open)
    }

    @Test func `a run with nothing but held accounts to do sends nothing`() async throws {
        let (scenario, run) = try await broken(by: .rejected)
        let before = await scenario.backend.callCounts()
        let conclusion = try await scenario.resume(run, names)
        #expect(conclusion.stop == nil && conclusion.report.status == .partial)
        #expect(Self.states(conclusion.report) == [.remaining, .failed, .remaining])
        let after = await scenario.backend.callCounts()
        #expect(after[.register] == before[.register] && after[.activate] == nil)
    }
}
