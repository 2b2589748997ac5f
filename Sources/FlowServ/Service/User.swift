public import Accounts

/// An account as the server reports it.
public struct User: Hashable, Sendable {
    /// The account's id.
    public let id: UserID
    /// The account's name.
    public let username: AccountName

    /// An account with this id and name.
    public init(id: UserID, username: AccountName) {
        self.id = id
        self.username = username
    }
}

/// What a successful login yields.
public struct Login: Sendable {
    /// Who logged in.
    public let user: User
    /// The credential for later calls.  Every login of one account yields the same one until it is logged out.
    public let token: AccessToken

    /// A login of this account with this token.
    public init(user: User, token: AccessToken) {
        self.user = user
        self.token = token
    }
}

/// Whether a new account can be used at once.
public enum Registration: Sendable, Hashable {
    /// Active from the start (`verify: false`).
    case active
    /// Waits for its activation (`verify: true`) and is not in the listing until then.
    case pending
}
