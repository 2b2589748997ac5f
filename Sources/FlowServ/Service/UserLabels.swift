/// The names of the fields in flowServ's request and response bodies.
///
/// A server can be built with other names; each one can be overridden.
public struct UserLabels: Sendable, Hashable {
    /// The account's id.
    public var userID = "id"
    /// The account's name.
    public var username = "username"
    /// The plain-text password.
    public var password = "password"
    /// The access token in the answer to a login.
    public var token = "token"
    /// Whether a new account must be activated.
    public var verify = "verify"
    /// The id of a password reset request.
    public var requestID = "requestId"
    /// The array of accounts in a listing.
    public var users = "users"

    /// The labels of an unmodified flowServ.
    public init() {}
}
