public import Accounts

/// An account as the server reports it.
public struct User: Hashable, Sendable {
    /// The account's id.
    public let id: UserID
    /// The account's name.
    public let username: AccountName

    /// Creates an account from its id and name.
    public init(id: UserID, username: AccountName) {
        self.id = id
        self.username = username
    }
}

/// The result of a successful login.
public struct Login: Sendable {
    /// The account that logged in.
    public let user: User
    /// The token for later calls.  Every login of one account returns the same token until the account is logged out.
    public let token: AccessToken

    /// Creates a login from its account and token.
    public init(user: User, token: AccessToken) {
        self.user = user
        self.token = token
    }
}

/// The initial state of a new account.
public enum Registration: Sendable, Hashable {
    /// Active at once (`verify: false`).
    case active
    /// Pending until it is activated (`verify: true`), and absent from the listing until then.
    case pending
}
