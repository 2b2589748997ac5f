public import Accounts

/// What has changed since a plan was reviewed, so that it does not fit any more.
public enum PlanChange: Hashable, Sendable {
    /// The plan's JSON form has this schema, and today's another one.
    case schema(String, now: String)
    /// The plan is for this server, and another one answers.
    case server(String, now: String)
    /// The plan was made from so many rosters, and another number was read.
    case rosterCount(Int, now: Int)
    /// A roster is not the file that the plan was made from.
    case roster(path: String)
    /// An action was planned, and another one or none is due now; `blocked` is the code if it is blocked.
    case action(PlannedAction, now: PlannedAction?, blocked: String?)
    /// An invitation is owed now, and was not when the plan was made.
    case invitation(AccountName)
}
