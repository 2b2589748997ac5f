import Accounts
import Provisioning
import Roster

/// A plan for a spreadsheet: one line for each action, then for each blocked row, then for each unmanaged account.
struct PlanCSV {
    let plan: Plan

    private static let header = ["username", "action", "state", "userID", "file", "line", "code", "reason"]

    func render() -> String {
        let actions = plan.actions.map { action in
            [
                action.username.text, action.action.rawValue, action.state.rawValue, action.userID ?? "",
                action.file, String(action.line), action.password?.rawValue ?? "", action.remark?.rawValue ?? "",
            ]
        }
        let blocked = plan.blocked.map { account in
            [
                account.username.text, "blocked", "", "", account.file, String(account.line), account.code,
                account.reason,
            ]
        }
        let owed = (plan.owed ?? []).map { credential in
            [credential.username.text, "hand out", "", "", "", "", credential.password.rawValue, ""]
        }
        let protected = Set(plan.protected ?? [])
        let unmanaged = plan.unmanaged.map { name in
            [name.text, "unmanaged", "", "", "", "", protected.contains(name) ? "protected" : "", ""]
        }
        return ([Self.header] + actions + owed + blocked + unmanaged).map { CSVOutput.row($0) + "\n" }.joined()
    }
}
