internal import Accounts
internal import FlowServ
internal import Roster

/// A reviewed plan, to be compared with a new plan.
public struct SavedPlan: Sendable {
    /// The reviewed plan.
    public let plan: Plan

    /// Creates a saved plan.
    public init(_ plan: Plan) {
        self.plan = plan
    }

    /// Returns all changes that make the plan invalid; empty if it is still valid.
    ///
    /// Accounts that the plan does not touch are ignored: an unrelated sign-up changes nothing.
    ///
    /// - Parameter today: A new plan, made in the same way.
    public func changes(until today: Plan) -> [PlanChange] {
        guard plan.schema == today.schema else { return [.schema(plan.schema, now: today.schema)] }
        guard ServerAddress.areSame(plan.server, today.server) else {
            return [.server(plan.server, now: today.server)]
        }
        return rosters(today) + actions(today) + invitations(today)
    }

    /// Returns new invitations.  An invitation is a request, and no request is sent that the plan did not show.
    private func invitations(_ today: Plan) -> [PlanChange] {
        let then = Set(plan.owed ?? [])
        return (today.owed ?? []).filter { $0.password == .invitation && !then.contains($0) }.map {
            .invitation($0.username)
        }
    }

    private func rosters(_ today: Plan) -> [PlanChange] {
        guard plan.rosters.count == today.rosters.count else {
            return [.rosterCount(plan.rosters.count, now: today.rosters.count)]
        }
        return zip(plan.rosters, today.rosters).compactMap { then, now in
            then.sha256 == now.sha256 ? nil : .roster(path: now.path)
        }
    }

    private func actions(_ today: Plan) -> [PlanChange] {
        let due = Dictionary(today.actions.map { ($0.username, $0) }) { first, _ in first }
        let blocked = Dictionary(today.blocked.map { ($0.username, $0) }) { first, _ in first }
        return plan.actions.compactMap { then in
            let now = due[then.username]
            guard now?.apart != then.apart else { return nil }
            return .action(then, now: now, blocked: blocked[then.username]?.code)
        }
    }
}

extension PlannedAction {
    /// The action without the path of its file: a roster may have moved.
    fileprivate var apart: PlannedAction {
        var action = self
        action.file = ""
        return action
    }
}
