public import Accounts
public import FlowServ
internal import Foundation

/// How the credentials of new accounts get to whoever hands them out.
public struct DeliveryRoute: Sendable {
    let passwords: FirstPasswords
    let destination: CredentialsDestination
    let link: ResetLink?
    let secrets: SecretStore
    let logsIn: @Sendable (AccountName, Secret) async throws(ServiceError) -> User
    /// The run whose registers this process sends from its beginning; nil when it takes up another one's.
    public var begunHere: Int64?
    /// What the credentials say of an account whose password cannot be made again.
    public var unavailableNote: @Sendable (AccountName) -> String = { _ in "its password cannot be made again" }

    /// - Parameters:
    ///   - passwords: The passwords that the accounts have.
    ///   - destination: Where the credentials go.
    ///   - link: What a reset id is made a link with.
    ///   - secrets: Where the secrets are; those that nobody needs any more are removed.
    ///   - logsIn: Logs in with this name and password, and out again.
    public init(
        passwords: FirstPasswords, destination: CredentialsDestination, link: ResetLink? = nil, secrets: SecretStore,
        logsIn: @escaping @Sendable (AccountName, Secret) async throws(ServiceError) -> User
    ) {
        self.passwords = passwords
        self.destination = destination
        self.link = link
        self.secrets = secrets
        self.logsIn = logsIn
    }
}
