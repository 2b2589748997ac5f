public import Accounts
internal import FlowServ

/// What rollcall knows of one account; where the journal says nothing and the listing neither, there is no account.
public enum AccountKnowledge: Hashable, Sendable {
    /// It is, or was when last seen, active under this id.
    case active(UserID)
    /// It is registered under this id and waits for its activation.
    case pending(UserID)
    /// A register was sent and its outcome is not settled.
    case unknown
    /// The server says that the name is taken, but it is not listed and nobody here knows its id.
    case stranded(String)
}
