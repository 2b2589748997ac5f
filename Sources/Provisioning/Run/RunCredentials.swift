public import Accounts
public import FlowServ

/// Where a run gets its secrets from.
public struct RunCredentials: Sendable {
    /// The first password of a new account; nil when there is none any more.
    public var password: @Sendable (AccountName) -> Secret?
    /// Logs in again when the server says that we are not; nil when we cannot.
    public var logIn: (@Sendable () async throws(ServiceError) -> Void)?
    /// Whether an account may be registered again while it is settled: its row is still there.
    public var isWanted: @Sendable (AccountName) -> Bool = { _ in true }
    /// What the journal takes down of a password that is handed out; nil for one that is not.
    public var origin: @Sendable (AccountName) -> PasswordOrigin? = { _ in nil }
    /// How credentials are handed out at the end; nil when nobody asked for them.
    public var route: DeliveryRoute?

    /// Passwords, and a way to log in again where there is one.
    public init(
        password: @escaping @Sendable (AccountName) -> Secret?,
        logIn: (@Sendable () async throws(ServiceError) -> Void)? = nil
    ) {
        self.password = password
        self.logIn = logIn
    }
}
