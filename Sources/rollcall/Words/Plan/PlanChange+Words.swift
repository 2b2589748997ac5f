import Accounts
import Provisioning

extension PlanChange {
    /// The change, with the account or the file.
    var words: String {
        switch self {
        case .schema(let then, let now): "the plan's schema is \(then); this rollcall writes \(now)"
        case .server(let then, let now): "the plan is for \(then); this server is \(now)"
        case .rosterCount(let then, let now): "the plan was made from \(counted(then, "roster")); \(now) were read"
        case .roster(let path): "\(path) is not the file that the plan was made from"
        case .action(let then, let now?, _):
            "\(then.username): \(Self.words(then)) was planned, \(Self.words(now)) is due now"
        case .action(let then, nil, let code?):
            "\(then.username): \(Self.words(then)) was planned, it is blocked now (\(code))"
        case .action(let then, nil, nil): "\(then.username): \(Self.words(then)) was planned, nothing is due now"
        case .invitation(let name): "\(name): an invitation is owed now, and was not when the plan was made"
        }
    }

    private static func words(_ action: PlannedAction) -> String {
        let id = action.userID.map { " under the id \($0)" } ?? ""
        return "\(action.action.rawValue) as \(action.state.rawValue)\(id) (\(action.file):\(action.line))"
    }
}
