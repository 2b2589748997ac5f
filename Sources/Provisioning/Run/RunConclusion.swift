public import Accounts
internal import FlowServ

/// How a run ended.
public struct RunConclusion: Sendable {
    /// What became of every account.
    public let report: RunReport
    /// Why it stopped before its end, if it did.
    public let stop: ExecutionStop?
    /// The ids that are in no journal, by username.
    public let unrecorded: [UnrecordedID]
}

/// The id of an account that was registered as pending, which the journal could not take down: nothing else knows it.
public struct UnrecordedID: Hashable, Sendable {
    /// The account's name.
    public let username: AccountName
    /// Its id on the server.
    public let id: UserID
}
