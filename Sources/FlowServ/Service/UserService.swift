public import Accounts

/// flowServ's user API.
///
/// Every call throws ``ServiceError``, whose cases state what is known of the outcome.  No call retries: only the
/// caller knows whether a second attempt is safe.
public protocol UserService: Sendable {
    /// Activates a pending account.  Idempotent; an unknown id throws ``ServiceError/unknownObject(message:)``.
    func activateUser(_ id: UserID) async throws(ServiceError) -> User

    /// Lists the active accounts whose name starts with `query` (byte for byte), or all of them.
    func listUsers(query: String?) async throws(ServiceError) -> [User]

    /// Lists all active accounts in a compact form, suitable for a million of them.
    func listing() async throws(ServiceError) -> Listing

    /// Exchanges a name and password for a token, and uses that token for later calls.
    func loginUser(_ username: String, password: Secret) async throws(ServiceError) -> Login

    /// Ends every session of the account that a token belongs to.
    ///
    /// The service drops its own token if that is the one sent.
    ///
    /// - Parameter token: The token; nil for the session's own.
    func logoutUser(_ token: AccessToken?) async throws(ServiceError) -> User

    /// Creates an account.
    ///
    /// Never call it again for a name while an earlier call is in flight, or has ended in
    /// ``ServiceError/outcomeUnknown(_:)`` and is not settled: the server would create two accounts.
    func registerUser(
        _ username: String, password: Secret, as registration: Registration
    ) async throws(ServiceError) -> User

    /// Requests a password reset id.  The server returns one for unknown names too; a new id invalidates the old one.
    func requestPasswordReset(for username: String) async throws(ServiceError) -> ResetRequestID

    /// Sets the password of the account that the reset id was requested for.
    func resetPassword(_ request: ResetRequestID, to password: Secret) async throws(ServiceError) -> User

    /// Returns the account that a token belongs to.
    ///
    /// - Parameter token: The token, sent with this call only; nil for the session's own.
    func whoamiUser(_ token: AccessToken?) async throws(ServiceError) -> User
}

extension UserService {
    /// Lists the same accounts as ``listUsers(query:)``.
    public func listing() async throws(ServiceError) -> Listing {
        Listing(try await listUsers(query: nil))
    }

    /// Ends every session of the account whose token is in use, and drops the token.
    public func logoutUser() async throws(ServiceError) -> User {
        try await logoutUser(nil)
    }

    /// Returns the account that the token in use belongs to.
    public func whoamiUser() async throws(ServiceError) -> User {
        try await whoamiUser(nil)
    }
}

/// The id of a password reset request, valid for 24 hours and as confidential as the password itself.
public struct ResetRequestID: Sendable, Hashable {
    private let characters: String

    /// Creates an id from the server's spelling.
    public init(_ characters: String) {
        self.characters = characters
    }

    /// Returns the id's characters.  The caller must not let them leak.
    public func reveal() -> String { characters }
}

extension ResetRequestID: Redacted {}
