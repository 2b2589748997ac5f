import Accounts
import FlowServ
import Roster
import Testing

@testable import Provisioning

struct SavedPlanTests {
    private static let id = "0123456789abcdef0123456789abcdef"

    private func plan(
        _ actions: [PlannedAction], blocked: [BlockedAccount] = [], server: String = "https://one.example.org",
        sha256: [String] = ["aa"]
    ) throws -> Plan {
        var changes = PlannedChanges()
        changes.actions = actions
        changes.blocked = blocked
        return Plan(
            server: try ServerAddress(server), created: "", asOf: PlannerTests.today,
            sources: PlanSources(
                rosters: sha256.map { RosterDigest(path: "team.csv", sha256: $0, rows: 1) },
                listing: ListingDigest(users: 0, sha256: "00")), changes: changes)
    }

    private func action(
        _ name: String, _ kind: Action.Kind = .register, id: String? = nil, file: String = "team.csv"
    ) -> PlannedAction {
        PlannedAction(username: AccountName(name), action: kind, state: .active, userID: id, file: file, line: 2)
    }

    private func differences(_ then: Plan, _ now: Plan) -> [String] { SavedPlan(then).differences(from: now) }

    @Test func `a plan fits itself, whatever else is due today and wherever its rosters lie`() throws {
        let then = try plan([action("alice")])
        #expect(differences(then, then) == [])
        let now = try plan([action("alice", file: "/elsewhere/team.csv"), action("bob")])
        #expect(differences(then, now) == [])
    }

    @Test func `another server, schema, number of rosters or digest does not fit`() throws {
        let then = try plan([action("alice")])
        #expect(
            differences(then, try plan([action("alice")], server: "https://two.example.org"))
                == ["the plan is for https://one.example.org, and this server is https://two.example.org"])
        var old = then
        old.schema = "rollcall.plan/0"
        #expect(
            differences(old, then) == [
                "the plan's schema is rollcall.plan/0, and this rollcall writes rollcall.plan/1"
            ])
        #expect(
            differences(then, try plan([action("alice")], sha256: ["bb"]))
                == ["team.csv is not the file that the plan was made from"])
        #expect(
            differences(then, try plan([action("alice")], sha256: ["aa", "bb"]))
                == ["the plan was made from 1 rosters, and 2 were read"])
    }

    @Test func `each account that the plan touches and that is due for something else is named`() throws {
        let then = try plan([action("alice"), action("bob", .activate, id: Self.id), action("carol")])
        let blocked = BlockedAccount(
            username: AccountName("carol"), code: "stranded", reason: "", file: "team.csv", line: 4)
        let now = try plan([action("bob")], blocked: [blocked])
        #expect(
            differences(then, now) == [
                "alice: register as active (team.csv:2) was planned, nothing is due now",
                "bob: activate as active under the id \(Self.id) (team.csv:2) was planned, "
                    + "register as active (team.csv:2) is due now",
                "carol: register as active (team.csv:2) was planned, it is blocked now (stranded)",
            ])
    }
}
