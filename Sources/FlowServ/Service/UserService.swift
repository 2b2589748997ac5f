public import Accounts

/// flowServ's user API.
///
/// Every call throws ``ServiceError``, whose cases tell what is known of the outcome.  None of them retries:
/// whether a second attempt is safe only the caller knows.
public protocol UserService: Sendable {
    /// Makes a pending account active.  Idempotent; an id that the server does not know is
    /// ``ServiceError/unknownObject(message:)``.
    func activateUser(_ id: UserID) async throws(ServiceError) -> User

    /// The active accounts whose name starts with `query` (byte for byte), or all of them.
    func listUsers(query: String?) async throws(ServiceError) -> [User]

    /// All active accounts, in a form that a million of them fit into.
    func listing() async throws(ServiceError) -> Listing

    /// Exchanges name and password for a token, and uses that token for the calls that follow.
    func loginUser(_ username: String, password: Secret) async throws(ServiceError) -> Login

    /// Ends every session of the account that a token belongs to.
    ///
    /// The service forgets its own token when that is the one that was sent.
    ///
    /// - Parameter token: The token; nil is the one in use.
    func logoutUser(_ token: AccessToken?) async throws(ServiceError) -> User

    /// Creates an account.
    ///
    /// Never call it again for a name while an earlier call is in flight, or ended in
    /// ``ServiceError/outcomeUnknown(_:)`` and is not settled: the server would make two accounts of it.
    func registerUser(
        _ username: String, password: Secret, as registration: Registration
    ) async throws(ServiceError) -> User

    /// Asks for a reset id.  The server answers with one for unknown names too; a new id ends the old one.
    func requestPasswordReset(for username: String) async throws(ServiceError) -> ResetRequestID

    /// Sets the password of whoever asked for this reset id.
    func resetPassword(_ request: ResetRequestID, to password: Secret) async throws(ServiceError) -> User

    /// The account that a token belongs to.
    ///
    /// - Parameter token: The token, which is sent with this call alone; nil is the one in use.
    func whoamiUser(_ token: AccessToken?) async throws(ServiceError) -> User
}

extension UserService {
    /// What ``listUsers(query:)`` lists.
    public func listing() async throws(ServiceError) -> Listing {
        Listing(try await listUsers(query: nil))
    }

    /// Ends every session of the account whose token is in use, and forgets the token.
    public func logoutUser() async throws(ServiceError) -> User {
        try await logoutUser(nil)
    }

    /// The account that the token in use belongs to.
    public func whoamiUser() async throws(ServiceError) -> User {
        try await whoamiUser(nil)
    }
}

/// The id of a password reset request, good for 24 hours and as powerful as the password itself.
public struct ResetRequestID: Sendable, Hashable {
    private let characters: String

    /// Wraps an id as the server spelled it.
    public init(_ characters: String) {
        self.characters = characters
    }

    /// The characters themselves.  Whoever calls this is responsible for where they go.
    public func reveal() -> String { characters }
}

extension ResetRequestID: Redacted {}
