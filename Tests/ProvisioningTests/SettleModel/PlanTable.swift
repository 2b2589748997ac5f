import Accounts
import FlowServ
import Provisioning
import Roster

/// What the product's planner says about one name, asked once for everything that can be known of it.
struct PlanTable: Sendable {
    private struct Situation: Hashable {
        let isListed: Bool
        let knowledge: AccountKnowledge?
    }

    private let kinds: [Situation: Action.Kind]

    init(wanted: DesiredState) {
        let rows = [1, 2].map { SettleModel.Server.id(ofRow: $0) }
        let knowledge: [AccountKnowledge?] =
            [nil, .unknown, .stranded("duplicate user")] + rows.map { .active($0) } + rows.map { .pending($0) }
        var kinds: [Situation: Action.Kind] = [:]
        for isListed in [false, true] {
            for known in knowledge {
                let situation = Situation(isListed: isListed, knowledge: known)
                kinds[situation] = Self.kind(for: situation, wanted)
            }
        }
        self.kinds = kinds
    }

    /// The action that is due, or nil when there is none.
    func kind(listed: Bool, knowledge: AccountKnowledge?) -> Action.Kind? {
        kinds[Situation(isListed: listed, knowledge: knowledge)]
    }

    private static func kind(for situation: Situation, _ wanted: DesiredState) -> Action.Kind? {
        let entry = RosterEntry(
            username: "alice", password: Secret("secret"), state: wanted,
            location: SourceLocation(file: "team.csv", line: 2, column: 1))
        let listing = situation.isListed ? [User(id: SettleModel.Server.id(ofRow: 1), username: "alice")] : []
        let changes = Planner(asOf: PlannerTests.today).changes(
            roster: Roster(files: [], entries: [entry]), listing: listing,
            knowledge: situation.knowledge.map { [AccountName("alice"): $0] } ?? [:])
        return changes.actions.first?.action
    }
}
