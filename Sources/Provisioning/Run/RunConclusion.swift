public import Accounts
internal import FlowServ

/// The end of a run.
public struct RunConclusion: Sendable {
    /// The result for every account.
    public let report: RunReport
    /// Why it stopped early, if it did.
    public let stop: ExecutionStop?
    /// The ids that are in no journal, by username.
    public let unrecorded: [UnrecordedID]
}

/// The id of an account that was registered as pending, which the journal could not record: it is stored nowhere
/// else.
public struct UnrecordedID: Hashable, Sendable {
    /// The account's name.
    public let username: AccountName
    /// Its id on the server.
    public let id: UserID
}
