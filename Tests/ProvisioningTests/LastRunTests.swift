import Accounts
import FlowServ
import Foundation
import Roster
import Testing

@testable import Provisioning

struct LastRunTests {
    /// Ends a run over so many accounts, so many seconds after it began.
    private func run(_ journal: Journal, accounts: Int, seconds: Double, rows: Int = 30) throws {
        var changes = PlannedChanges()
        changes.actions = (0..<accounts).map {
            PlannedAction(
                username: AccountName("user\($0)"), action: .register, state: .active, userID: nil, file: "team.csv",
                line: $0 + 2)
        }
        let plan = Plan(
            server: try ServerAddress("http://127.0.0.1:5000"), created: Timestamp(secondsSince1970: 0),
            asOf: PlannerTests.today,
            sources: PlanSources(
                rosters: [RosterDigest(path: "team.csv", sha256: "aa", rows: rows)], listing: ListingDigest([])),
            changes: changes)
        let origin = RunOrigin(user: "root", host: "here", directory: "/srv", version: "1")
        let began = Date(timeIntervalSince1970: 1_000_000)
        let run = try journal.begin(NewRun(plan, origin: origin, now: began))
        try journal.end(run.id, as: .partial, now: began.addingTimeInterval(seconds))
    }

    @Test func `it is the latest run that has ended, with the rosters that both read`() throws {
        let journal = try Journal.inMemory()
        #expect(try journal.lastRun(reading: ["/srv/team.csv"]) == nil)
        try run(journal, accounts: 40, seconds: 4)
        try run(journal, accounts: 100, seconds: 5)
        let last = try #require(try journal.lastRun(reading: ["/srv/team.csv", "/elsewhere/team.csv"]))
        #expect(last.run == 2 && last.status == .partial)
        #expect(last.rosters.map { $0?.rows } == [30, nil])
        #expect(last.accountsPerSecond == 20)
    }

    @Test(arguments: [(19, 10.0), (100, 1.0), (0, 0.0)])
    func `a short run says nothing about the rate of the next`(accounts: Int, seconds: Double) throws {
        let journal = try Journal.inMemory()
        try run(journal, accounts: accounts, seconds: seconds)
        #expect(try journal.lastRun(reading: [])?.accountsPerSecond == nil)
    }
}
