import FlowServ
import Foundation
import Roster
import Testing

@testable import Provisioning

struct PruningTests {
    private static func moment(_ day: Int) -> Date { Date(timeIntervalSince1970: Double(day) * 86_400) }

    /// Begins a run over one account on a day, and ends it there unless it stays open.
    private func run(_ day: Int, _ journal: Journal, as status: RunRecord.Status, isTwoPhase: Bool = false) throws {
        var changes = PlannedChanges()
        changes.isTwoPhase = isTwoPhase
        changes.actions = [
            PlannedAction(
                username: AccountName("alice"), action: .register, state: .active, userID: nil, file: "team.csv",
                line: 2)
        ]
        let plan = Plan(
            server: try ServerAddress("http://127.0.0.1:5000"), created: "", asOf: PlannerTests.today,
            sources: PlanSources(rosters: [], listing: ListingDigest([])), changes: changes)
        let run = try journal.begin(RunOpening(plan, now: Self.moment(day)))
        if status != .running { try journal.end(run.id, as: status, now: Self.moment(day)) }
    }

    private func runs(_ journal: Journal) throws -> [Int64] { try journal.runs().map(\.id).sorted() }

    @Test func `old runs go with their actions, and the latest stays however old it is`() throws {
        let journal = try Journal.inMemory()
        for day in 1...4 { try run(day, journal, as: .completed) }
        try journal.learn(.unknown, about: AccountName("alice"))
        #expect(try journal.prune(before: Self.moment(3)) == 2)
        #expect(try runs(journal) == [3, 4])
        #expect(try journal.actions(of: 1) == [])
        #expect(try journal.prune(before: Self.moment(100)) == 1)
        #expect(try runs(journal) == [4])
        #expect(try journal.knowledge() == [AccountName("alice"): .unknown])
    }

    @Test func `what is unfinished or waits behind its gate stays`() throws {
        let journal = try Journal.inMemory()
        try run(1, journal, as: .partial, isTwoPhase: true)
        try run(2, journal, as: .completed)
        try run(3, journal, as: .interrupted)
        #expect(try journal.prune(before: Self.moment(100)) == 1)
        #expect(try runs(journal) == [1, 3])
    }
}
