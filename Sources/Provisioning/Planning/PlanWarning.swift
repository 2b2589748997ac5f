public import Accounts
public import Roster

/// A warning for the user who applies a plan.
public enum PlanWarning: Hashable, Sendable, CustomStringConvertible {
    /// The account's row requires pending, but it is already active.
    case activeAlready(AccountName, SourceLocation)
    /// A row is left out and has no name that could be blocked.
    case leftOut(RosterProblem)
    /// The number of further rows that are left out besides the listed ones.
    case moreLeftOut(Int)
    /// The answer to the account's registration as pending was lost, and its row is no longer in a roster.
    case rowGone(AccountName)
    /// The server lists the account more than once.
    case listedTwice(AccountName)

    /// The warning, in short.
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
