import Accounts
import FlowServ
import Roster
import Testing

@testable import Provisioning

struct SavedPlanTests {
    private static let id = "0123456789abcdef0123456789abcdef"

    private func plan(
        _ actions: [PlannedAction], blocked: [Blocked] = [], server: String = "https://one.example.org",
        sha256: [String] = ["aa"]
    ) throws -> Plan {
        var changes = PlannedChanges()
        changes.actions = actions
        changes.blocked = blocked
        return Plan(
            server: try ServerAddress(server), created: Timestamp(secondsSince1970: 0), asOf: PlannerTests.today,
            sources: PlanSources(
                rosters: sha256.map { RosterDigest(path: "team.csv", sha256: $0, rows: 1) },
                listing: ListingDigest(users: 0, sha256: "00")), changes: changes)
    }

    private func action(
        _ name: String, _ kind: Action.Kind = .register, id: String? = nil, file: String = "team.csv"
    ) -> PlannedAction {
        PlannedAction(username: AccountName(name), action: kind, state: .active, userID: id, file: file, line: 2)
    }

    private func changes(_ then: Plan, _ now: Plan) -> [PlanChange] { SavedPlan(then).changes(until: now) }

    @Test func `a plan fits itself, whatever else is due today and wherever its rosters lie`() throws {
        let then = try plan([action("alice")])
        #expect(changes(then, then) == [])
        let now = try plan([action("alice", file: "/elsewhere/team.csv"), action("bob")])
        #expect(changes(then, now) == [])
    }

    @Test func `another server, schema, number of rosters or digest does not fit`() throws {
        let then = try plan([action("alice")])
        #expect(
            changes(then, try plan([action("alice")], server: "https://two.example.org"))
                == [.server("https://one.example.org", now: "https://two.example.org")])
        var old = then
        old.schema = "rollcall.plan/0"
        #expect(
            changes(old, then) == [.schema("rollcall.plan/0", now: "rollcall.plan/1")])
        #expect(
            changes(then, try plan([action("alice")], sha256: ["bb"]))
                == [.roster(path: "team.csv")])
        #expect(
            changes(then, try plan([action("alice")], sha256: ["aa", "bb"]))
                == [.rosterCount(1, now: 2)])
    }

    @Test func `each account that the plan touches and that is due for something else is named`() throws {
        let then = try plan([action("alice"), action("bob", .activate, id: Self.id), action("carol")])
        let blocked = Blocked(
            username: AccountName("carol"), reason: .stranded(words: ""), file: "team.csv", line: 4)
        let now = try plan([action("bob")], blocked: [blocked])
        #expect(
            changes(then, now) == [
                .action(action("alice"), now: nil, blocked: nil),
                .action(action("bob", .activate, id: Self.id), now: action("bob"), blocked: nil),
                .action(action("carol"), now: nil, blocked: "stranded"),
            ])
    }
}
