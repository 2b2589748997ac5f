import Accounts
import FlowServ
import Roster
import Testing

@testable import Provisioning

struct SafetyLimitsTests {
    private static let id = UserID(rawValue: "0123456789abcdef0123456789abcdef")

    private func plan(changes: Int, listed: Int, rows: Int = 100) throws -> Plan {
        var planned = PlannedChanges()
        planned.actions = (0..<changes).map {
            PlannedAction(
                username: AccountName("user\($0)"), action: .register, state: .active, userID: nil, file: "team.csv",
                line: $0 + 2)
        }
        return Plan(
            server: try ServerAddress("https://flowserv.example.org/flowserv/api/v1"),
            created: Timestamp(secondsSince1970: 0),
            asOf: PlannerTests.today,
            sources: PlanSources(
                rosters: [RosterDigest(path: "team.csv", sha256: "00", rows: rows)],
                listing: ListingDigest(users: listed, sha256: "00")), changes: planned)
    }

    private static let trusted = ListingTrust(missing: [], expected: 0)

    private func codes(_ limits: SafetyLimits, _ plan: Plan, before: Int? = nil) -> [Objection.Code] {
        limits.objections(to: plan, rowsBefore: [before], trust: Self.trusted).map(\.code)
    }

    @Test(
        arguments: [
            (nil, 5000, 10, []), ("20", 20, 1000, []), ("20", 21, 1000, [.tooManyChanges]),
            ("0", 1, 1000, [.tooManyChanges]),
            ("5%", 50, 1000, []), ("5%", 51, 1000, [.tooManyChanges]), ("5%", 10, 20, []),
            ("5%", 11, 20, [.tooManyChanges]),
            ("0%", 10, 1000, []), ("9", 10, 1000, [.tooManyChanges]),
        ] as [(String?, Int, Int, [Objection.Code])])
    func `changes are limited by a number, or by a share with a floor`(
        limit: String?, changes: Int, listed: Int, codes: [Objection.Code]
    ) throws {
        var limits = SafetyLimits()
        limits.maxChanges = limit.flatMap { Limit($0) }
        #expect(try self.codes(limits, plan(changes: changes, listed: listed)) == codes)
    }

    @Test func `an objection has the numbers`() throws {
        var limits = SafetyLimits()
        limits.maxChanges = Limit("5%")
        let objection = try #require(
            limits.objections(
                to: plan(changes: 120, listed: 1000), rowsBefore: [nil], trust: Self.trusted
            ).first)
        #expect(objection == .tooManyChanges(120, limit: .percent(5), allowed: 50, listed: 1_000))
    }

    @Test(
        arguments: [
            (nil, 1, []), (100, 50, []), (100, 49, [.shrunkenRoster]), (1, 1, []), (100, 0, [.shrunkenRoster]),
            (3, 1, [.shrunkenRoster]),
        ] as [(Int?, Int, [Objection.Code])])
    func `a roster with less than half of its rows is objected to`(before: Int?, rows: Int, codes: [Objection.Code])
        throws
    {
        let plan = try plan(changes: 0, listed: 10, rows: rows)
        #expect(self.codes(SafetyLimits(), plan, before: before) == codes)
        var accepting = SafetyLimits()
        accepting.accepted = [.shrunkenRoster]
        #expect(self.codes(accepting, plan, before: before) == [])
    }

    @Test func `a listing that lacks many accounts is objected to, unless it is accepted`() throws {
        let trust = ListingTrust(missing: (0..<20).map { AccountName("user\($0)") }, expected: 20)
        let plan = try plan(changes: 0, listed: 0)
        #expect(
            SafetyLimits().objections(to: plan, rowsBefore: [nil], trust: trust).map(\.code) == [.shrunkenListing])
        var accepting = SafetyLimits()
        accepting.accepted = [.shrunkenListing]
        #expect(accepting.objections(to: plan, rowsBefore: [nil], trust: trust) == [])
    }
}
