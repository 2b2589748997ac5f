import Accounts
import FlowServ
import Roster
import Sandbox
import TestSupport
import Testing

@testable import Provisioning

/// One account outside of any roster is under the promise too.
struct SingleRegistrationTests {
    private static let id = UserID(rawValue: "0123456789abcdef0123456789abcdef")

    private func register(
        _ name: AccountName, _ wanted: DesiredState = .active, in scenario: Scenario,
        with service: (any UserService)? = nil
    ) async throws -> Action {
        let now = scenario.timekeeper.date()
        let plan = Plan(
            registering: name, wanted: wanted, server: try ServerAddress("http://127.0.0.1:5000"), now: now)
        return try await SingleRegistration(
            service: service ?? InMemoryUserService(scenario.backend), journal: scenario.journal
        ).register(name, password: Secret("pw"), wanted: wanted, plan: plan, now: now)
    }

    @Test(arguments: [DesiredState.active, .pending])
    func `it is journaled first and is a run of its own`(wanted: DesiredState) async throws {
        let scenario = try Scenario()
        let journal = scenario.journal
        let service = WatchedService(service: InMemoryUserService(scenario.backend)) { _ in
            let known = try? journal.knowledge(of: "alice")
            #expect(known == .unknown)
        }
        let action = try await register("alice", wanted, in: scenario, with: service)
        #expect(!action.isOpen && action.attempts == 1)
        #expect(try journal.runs().map(\.status) == [.completed])
        let id = try #require(action.state.userID)
        let known: AccountKnowledge = wanted == .active ? .active(id) : .pending(id)
        #expect(try journal.knowledge(of: "alice") == known)
    }

    @Test(arguments: [AccountKnowledge.pending(id), .active(id), .unknown, .stranded("duplicate user 'alice'")])
    func `a name that the journal knows is refused and nothing is sent`(known: AccountKnowledge) async throws {
        let scenario = try Scenario()
        try scenario.journal.learn(known, about: "alice")
        await #expect(throws: SingleRegistration.NotSent.known(known)) {
            try await register("alice", in: scenario)
        }
        #expect(await scenario.backend.registers().isEmpty)
        #expect(try scenario.journal.runs().isEmpty)
    }

    @Test func `an unfinished run comes first`() async throws {
        let scenario = try Scenario()
        let run = try scenario.begin(["bob"])
        await #expect(throws: SingleRegistration.NotSent.unfinishedRun(run.id)) {
            try await register("alice", in: scenario)
        }
        #expect(await scenario.backend.registers().isEmpty)
    }

    @Test(arguments: [
        (FaultEffect.statusBefore(400, message: "no"), ActionState.rejected("no"), nil as AccountKnowledge?),
        (.statusBefore(429), .planned, nil), (.closeAfter, .unknown, .unknown),
        (.statusAfter(502), .unknown, .unknown),
    ])
    func `what became of it is in the journal`(
        effect: FaultEffect, state: ActionState, known: AccountKnowledge?
    ) async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.register, effect))
        let action = try await register("alice", in: scenario)
        #expect(action.state == state)
        #expect(try scenario.journal.knowledge(of: "alice") == known)
        #expect(try scenario.journal.runs().map(\.status) == [.partial])
    }

    @Test func `a lost answer is settled by the next run, and not sent twice`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.register, .closeAfter))
        #expect(try await register("alice", in: scenario).state == .unknown)
        await #expect(throws: SingleRegistration.NotSent.known(.unknown)) {
            try await register("alice", in: scenario)
        }
        // The listing of this plan shows her, so there is nothing left to do.
        #expect(try await scenario.apply(["alice"]).report.status == .completed)
        #expect(await scenario.backend.registers().count == 1)
    }

    @Test func `an answer about somebody else proves nothing`() async throws {
        let scenario = try Scenario()
        let action = try await register("alice ", in: scenario)
        #expect(action.state == .unknown)
        #expect(action.error?.contains("an account named \"alice\"") ?? false)
    }

    @Test func `an id that the journal could not take down is told`() async throws {
        let directory = try TemporaryDirectory()
        let watch = TransactionWatch()
        let scenario = try Scenario(
            journal: try Journal(path: directory.file("journal.sqlite"), probe: watch.probe))
        watch.reset()
        // The first two are the run and the intent.
        watch.fail(2..<3)
        let error = await #expect(throws: SingleRegistration.Unrecorded.self) {
            try await register("alice", .pending, in: scenario)
        }
        #expect(await scenario.backend.accounts().map(\.id) == [error?.answer.id.rawValue])
        #expect(try scenario.journal.knowledge(of: "alice") == .unknown)
    }
}
