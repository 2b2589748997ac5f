internal import Accounts
internal import FlowServ
internal import Roster

/// A plan that somebody has reviewed, held against what a new plan would be today.
public struct SavedPlan: Sendable {
    /// The plan as it was reviewed.
    public let plan: Plan

    /// Holds this plan.
    public init(_ plan: Plan) {
        self.plan = plan
    }

    /// Why the plan is not what should be done any more, each reason naming its account or file; empty when it fits.
    ///
    /// Accounts that the plan does not touch do not count: a stranger's sign-up is no difference.
    ///
    /// - Parameter today: What a new plan, made in the same way, says.
    public func differences(from today: Plan) -> [String] {
        guard plan.schema == today.schema else {
            return ["the plan's schema is \(plan.schema), and this rollcall writes \(today.schema)"]
        }
        guard ServerAddress.areSame(plan.server, today.server) else {
            return ["the plan is for \(plan.server), and this server is \(today.server)"]
        }
        return rosters(today) + actions(today) + invitations(today)
    }

    /// An invitation is a request, and nothing is sent that the plan did not show.
    private func invitations(_ today: Plan) -> [String] {
        let then = Set(plan.owed ?? [])
        return (today.owed ?? []).filter { $0.password == .invitation && !then.contains($0) }.map {
            "\($0.username): its invitation is owed now, and was not when the plan was made"
        }
    }

    private func rosters(_ today: Plan) -> [String] {
        guard plan.rosters.count == today.rosters.count else {
            return ["the plan was made from \(plan.rosters.count) rosters, and \(today.rosters.count) were read"]
        }
        return zip(plan.rosters, today.rosters).compactMap { then, now in
            then.sha256 == now.sha256 ? nil : "\(now.path) is not the file that the plan was made from"
        }
    }

    private func actions(_ today: Plan) -> [String] {
        let due = Dictionary(today.actions.map { ($0.username, $0) }) { first, _ in first }
        let blocked = Dictionary(today.blocked.map { ($0.username, $0) }) { first, _ in first }
        return plan.actions.compactMap { then in
            let now = due[then.username]
            guard now?.apart != then.apart else { return nil }
            return "\(then.username): \(describe(then)) was planned, "
                + (now.map { "\(describe($0)) is due now" }
                    ?? blocked[then.username].map { "it is blocked now (\($0.code))" }
                    ?? "nothing is due now")
        }
    }

    private func describe(_ action: PlannedAction) -> String {
        let id = action.userID.map { " under the id \($0)" } ?? ""
        return "\(action.action.rawValue) as \(action.state.rawValue)\(id) (\(action.file):\(action.line))"
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
