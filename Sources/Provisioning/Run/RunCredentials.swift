public import Accounts
public import FlowServ

/// The sources of a run's secrets.
public struct RunCredentials: Sendable {
    /// Returns the first password of a new account; nil if there is none any more.
    public var password: @Sendable (AccountName) -> Secret?
    /// Logs in again if the server requires it; nil if that is not possible.
    public var logIn: (@Sendable () async throws(ServiceError) -> Void)?
    /// Returns whether an account may be registered again while it is settled: its row still exists.
    public var isWanted: @Sendable (AccountName) -> Bool = { _ in true }
    /// Returns what the journal records of a password that is delivered; nil for one that is not.
    public var origin: @Sendable (AccountName) -> PasswordOrigin? = { _ in nil }
    /// The route of the delivery at the end; nil if none was requested.
    public var route: DeliveryRoute?

    /// Creates credentials from passwords and a way to log in again, if there is one.
    public init(
        password: @escaping @Sendable (AccountName) -> Secret?,
        logIn: (@Sendable () async throws(ServiceError) -> Void)? = nil
    ) {
        self.password = password
        self.logIn = logIn
    }
}
