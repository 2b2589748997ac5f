public import Accounts
public import Roster

/// What whoever applies a plan should know besides what it does.
public enum PlanWarning: Hashable, Sendable, CustomStringConvertible {
    /// The row of this account wants it pending, and it is active already.
    case activeAlready(AccountName, SourceLocation)
    /// A row is left out, and has no name that could be blocked.
    case leftOut(RosterProblem)
    /// So many rows are left out besides those that are listed.
    case moreLeftOut(Int)
    /// The answer to the account's registration as pending was lost, and no roster has its row now.
    case rowGone(AccountName)
    /// The server lists the account more than once.
    case listedTwice(AccountName)

    /// What was found, in short.
    public var description: String {
        switch self {
        case .activeAlready(let name, let location): "\(location): \(name) is wanted pending but is active already"
        case .leftOut(let problem): "Left out: \(problem)"
        case .moreLeftOut(let count): "Left out: \(count) more problems"
        case .rowGone(let name): "\(name): the answer to its registration was lost, and no roster has its row now"
        case .listedTwice(let name): "The server lists \"\(name)\" more than once"
        }
    }
}
