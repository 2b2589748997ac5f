public import Accounts

/// A change since a plan was reviewed that makes it invalid.
public enum PlanChange: Hashable, Sendable {
    /// The plan's JSON form has this schema; the current one is different.
    case schema(String, now: String)
    /// The plan is for this server, but another one answers.
    case server(String, now: String)
    /// The plan was made from this number of rosters, but another number was read.
    case rosterCount(Int, now: Int)
    /// A roster differs from the file that the plan was made from.
    case roster(path: String)
    /// An action was planned, but another one or none is due now; `blocked` is the code if it is blocked.
    case action(PlannedAction, now: PlannedAction?, blocked: String?)
    /// An invitation is owed now that was not owed when the plan was made.
    case invitation(AccountName)
}
