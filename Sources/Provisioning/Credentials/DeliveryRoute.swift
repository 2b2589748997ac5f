public import Accounts
public import FlowServ
internal import Foundation

/// The way credentials of new accounts are delivered.
public struct DeliveryRoute: Sendable {
    let passwords: FirstPasswords
    let destination: CredentialsDestination
    let link: ResetLink?
    let secrets: SecretStore
    let logsIn: @Sendable (AccountName, Secret) async throws(ServiceError) -> User
    /// The run whose registers this process has sent from the start; nil if it resumed another process's run.
    public var begunHere: Int64?
    /// The note in the credentials for an account whose password cannot be derived again.
    public var unavailableNote: @Sendable (AccountName) -> String = { _ in "its password cannot be made again" }

    /// Creates a route.
    ///
    /// - Parameters:
    ///   - passwords: The passwords of the accounts.
    ///   - destination: The destination of the credentials.
    ///   - link: The template that turns a reset id into a link.
    ///   - secrets: The store of the secrets; those that are no longer needed are removed.
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
