import Accounts
import FlowServ
import Roster
import Sandbox
import Testing

@testable import Provisioning

/// What must hold of every plan, tried on many.
struct RandomPlanTests {
    @Test func `a plan says of every row exactly one thing, in a stable order, and nothing is left to do after it`()
        async throws
    {
        var random = SplitMix(state: 1)
        var actions = 0
        var blocked = 0
        for _ in 0..<1_000 {
            let scenario = try Scenario()
            let rows = try await scatter(scenario, &random)
            let plan = try await scenario.changes(of: rows)
            check(plan, rows)
            #expect(try await scenario.changes(of: rows.shuffled(using: &random)) == plan)
            actions += plan.actions.count
            blocked += plan.blocked.count
            guard !plan.actions.isEmpty else { continue }
            let run = try scenario.journal.begin(
                NewRun(
                    scenario.plan(plan), listing: await scenario.listing(), now: scenario.time.timekeeper.date()))
            try await scenario.carryOut(run)
            #expect(try await scenario.changes(of: rows).actions == [])
        }
        print("random plans: 1000, with \(actions) actions and \(blocked) blocked rows")
        #expect(actions > 1_000 && blocked > 100)
    }

    /// Each row is an action, blocked or unchanged; no name stands twice; names are in order.
    private func check(_ plan: PlannedChanges, _ rows: [RosterEntry]) {
        let named = plan.actions.map(\.username) + plan.blocked.map(\.username)
        #expect(Set(named).count == named.count)
        #expect(Set(named).isSubset(of: rows.map(\.username)))
        #expect(named.count + plan.unchanged == rows.count)
        #expect(plan.actions.map(\.username) == plan.actions.map(\.username).sorted())
        #expect(plan.blocked.map(\.username) == plan.blocked.map(\.username).sorted())
        #expect(plan.unmanaged == plan.unmanaged.sorted())
    }

    /// Some rows, and a server and a journal that know some of the names in some way.
    private func scatter(_ scenario: Scenario, _ random: inout SplitMix) async throws -> [RosterEntry] {
        var rows: [RosterEntry] = []
        for number in 0..<Int.random(in: 1...12, using: &random) {
            let name = "user\(number)"
            switch Int.random(in: 0..<7, using: &random) {
            case 0: await scenario.backend.addAccount(name, password: "pw")
            case 1:
                if let account = await scenario.backend.addAccount(name, password: "pw", active: false) {
                    try scenario.journal.learn(.pending(UserID(rawValue: account.id)), about: AccountName(name))
                }
            case 2:
                try scenario.journal.learn(.stranded("duplicate user '\(name)'"), about: AccountName(name))
                await scenario.backend.addAccount(name, password: "pw", active: false)
            case 3: try scenario.journal.learn(.unknown, about: AccountName(name))
            default: break
            }
            guard Bool.random(using: &random) || Bool.random(using: &random) else { continue }
            rows.append(
                RosterEntry(
                    username: AccountName(name),
                    password: Int.random(in: 0..<8, using: &random) == 0 ? nil : Secret("pw"),
                    state: Bool.random(using: &random) ? .active : .pending,
                    location: SourceLocation(file: "team.csv", line: number + 2, column: 1)))
        }
        return rows
    }
}

extension Scenario {
    fileprivate func listing() async throws -> [User] {
        try await service().listUsers(query: nil)
    }

    fileprivate func changes(of rows: [RosterEntry]) async throws -> PlannedChanges {
        let roster = Roster(files: [RosterFile(path: "team.csv", rows: rows.count)], entries: rows)
        return Planner(asOf: PlannerTests.today).changes(
            roster: roster, listing: try await listing(), knowledge: try journal.knowledgeBesidesActive())
    }

    fileprivate func plan(_ changes: PlannedChanges) throws -> Plan {
        Plan(
            server: try ServerAddress("http://127.0.0.1:5000"), created: Timestamp(secondsSince1970: 0),
            asOf: PlannerTests.today,
            sources: PlanSources(rosters: [], listing: ListingDigest([])), changes: changes)
    }
}

/// A small generator with a fixed beginning, so that a failure repeats.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
