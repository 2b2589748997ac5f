import Accounts
import FlowServ
import Foundation
import GRDB
import Roster
import Testing

@testable import Provisioning

struct PruningTests {
    private static func moment(_ day: Int) -> Date { Date(timeIntervalSince1970: Double(day) * 86_400) }

    /// Begins a run over one account on a day, and ends it there unless it stays open.
    @discardableResult
    private func run(
        _ day: Int, _ journal: Journal, as status: RunRecord.Status, isTwoPhase: Bool = false, roster: String? = nil
    ) throws -> RunRecord {
        var changes = PlannedChanges()
        changes.isTwoPhase = isTwoPhase
        changes.actions = [
            PlannedAction(
                username: AccountName("alice"), action: .register, state: .active, userID: nil, file: "team.csv",
                line: 2)
        ]
        let plan = Plan(
            server: try ServerAddress("http://127.0.0.1:5000"), created: Timestamp(secondsSince1970: 0),
            asOf: PlannerTests.today,
            sources: PlanSources(
                rosters: roster.map { [RosterDigest(path: $0, sha256: "00", rows: 1)] } ?? [],
                listing: ListingDigest([])),
            changes: changes)
        let run = try journal.begin(NewRun(plan, now: Self.moment(day)))
        if status != .running { try journal.end(run.id, as: status, now: Self.moment(day)) }
        return run
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

    private static let (id, other) = (UserID(rawValue: "its id"), UserID(rawValue: "another id"))

    /// Registers the account of a run.
    private func register(_ run: RunRecord, _ event: ActionEvent, _ journal: Journal) async throws {
        let action = try #require(try journal.actions(of: run.id).first)
        let sent = try await journal.writer.commit(try JournalChange(action, .registerSent))
        _ = try await journal.writer.commit(try JournalChange(sent, event))
    }

    @Test func `what is unfinished or waits behind its gate stays`() async throws {
        let journal = try Journal.inMemory()
        try await register(run(1, journal, as: .partial, isTwoPhase: true), .createdPending(Self.id), journal)
        try run(2, journal, as: .completed)
        try run(3, journal, as: .interrupted)
        #expect(try journal.prune(before: Self.moment(100)) == 1)
        #expect(try runs(journal) == [1, 3])
        // Somebody has activated it by hand.
        try journal.learn(.active(Self.id), about: AccountName("alice"))
        #expect(try journal.prune(before: Self.moment(100)) == 1)
        #expect(try runs(journal) == [3])
    }

    @Test func `ids that stand in a removed run only are former ids`() async throws {
        let journal = try Journal.inMemory()
        try await register(run(1, journal, as: .completed), .createdActive(Self.other), journal)
        try await register(run(2, journal, as: .completed), .createdActive(Self.id), journal)
        try run(3, journal, as: .completed)
        // As an earlier rollcall has left it.
        try journal.write { try $0.execute(sql: "DELETE FROM former_id") }
        #expect(try journal.prune(before: Self.moment(100)) == 2)
        #expect(try journal.knowledge(of: AccountName("alice")) == .active(Self.id))
        #expect(try journal.formerIDs(of: AccountName("alice")) == [Self.other])
    }

    @Test func `the latest run of each roster stays, because its next plan is compared with it`() throws {
        let journal = try Journal.inMemory()
        for (day, roster, status) in [
            (1, "a.csv", .completed), (2, "a.csv", .completed), (3, "a.csv", .partial), (4, "b.csv", .partial),
            (5, "b.csv", .superseded), (6, nil, .completed),
        ] as [(Int, String?, RunRecord.Status)] {
            try run(day, journal, as: status, roster: roster)
        }
        #expect(try journal.prune(before: Self.moment(100)) == 2)
        #expect(try runs(journal) == [2, 3, 4, 6])
    }
}
