/// The names of the fields in flowServ's request and response bodies.
///
/// A server can be built with other names; each can be overridden.
public struct UserLabels: Sendable, Hashable {
    /// The account's id.
    public var userID = "id"
    /// The account's name.
    public var username = "username"
    /// A password in the clear.
    public var password = "password"
    /// The access token that a login yields.
    public var token = "token"
    /// Whether a registration waits for its activation.
    public var verify = "verify"
    /// The id of a password reset request.
    public var requestID = "requestId"
    /// The list of accounts inside a listing.
    public var users = "users"

    /// The labels of an unmodified flowServ.
    public init() {}
}
