public import Accounts
internal import FlowServ

/// What rollcall knows of one account.  An account that neither the journal nor the listing contains does not exist.
public enum AccountKnowledge: Hashable, Sendable {
    /// The account is, or was when last seen, active under this id.
    case active(UserID)
    /// The account is registered under this id and not activated yet.
    case pending(UserID)
    /// A register was sent, and its outcome is not settled.
    case unknown
    /// The server reports that the name is taken, but the account is not listed and its id is unknown.
    case stranded(String)
}
