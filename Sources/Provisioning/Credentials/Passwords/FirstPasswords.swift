public import Accounts
internal import FlowServ
public import Roster

/// The first passwords of the accounts in a run.
public struct FirstPasswords: Sendable {
    private let roster: RosterEntries
    private let source: PasswordSource
    private let length: Int
    private let secrets: [SecretID: PasswordSecret]
    private let current: PasswordSecret?
    /// The origins of passwords in registers of earlier processes whose credentials are not delivered.
    private let earlier: [AccountName: PasswordOrigin]
    /// Whether the roster's passwords are delivered too.
    private let deliversRoster: Bool

    /// Creates the first passwords of a run.
    ///
    /// - Parameters:
    ///   - roster: The entries of the rosters, with their passwords.
    ///   - source: The source of the passwords of rows without one.
    ///   - length: The number of characters in derived passwords.
    ///   - secrets: All available secrets.
    ///   - current: The secret for new accounts; nil if no password is derived.
    ///   - earlier: The deliveries in the journal.
    ///   - deliversRoster: Whether credentials were requested.
    public init(
        roster: RosterEntries, source: PasswordSource = .roster, length: Int = PasswordSecret.shortest,
        secrets: [SecretID: PasswordSecret] = [:], current: PasswordSecret? = nil, earlier: [PendingDelivery] = [],
        deliversRoster: Bool = false
    ) {
        self.roster = roster
        self.source = source
        self.length = length
        self.secrets = current.map { secrets.merging([$0.id: $0]) { $1 } } ?? secrets
        self.current = current
        self.earlier = Dictionary(
            earlier.map { ($0.username, $0.origin) }
        ) { first, _ in first }
        self.deliversRoster = deliversRoster
    }

    /// Returns the password for the register of this account; nil if there is no source for it.
    public func password(of username: AccountName) -> Secret? {
        if let origin = openOrigin(of: username) { return password(of: username, from: origin) }
        return rosterPassword(of: username) ?? newOrigin.flatMap { password(of: username, from: $0) }
    }

    /// Returns what the journal must record with the register of this account; nil if nothing is delivered.
    public func origin(of username: AccountName) -> PasswordOrigin? {
        if let origin = openOrigin(of: username) { return origin }
        if rosterPassword(of: username) != nil { return deliversRoster ? .roster : nil }
        return newOrigin
    }

    /// Returns the password that an account was registered with, if it can be derived again.
    func password(of username: AccountName, from origin: PasswordOrigin) -> Secret? {
        guard let id = origin.secret, let length = origin.length else {
            return rosterPassword(of: username)
        }
        return secrets[id]?.password(of: username, for: origin.source, length: length)
    }

    /// Returns the origin of the password in an earlier register.  A second register must have the same password,
    /// because either may have created the account; unless the secret is gone.
    private func openOrigin(of username: AccountName) -> PasswordOrigin? {
        guard let origin = earlier[username], let id = origin.secret, secrets[id] != nil else { return nil }
        return origin
    }

    private func rosterPassword(of username: AccountName) -> Secret? {
        username.withBytes { roster.position(named: $0) }
            .flatMap { roster.password(at: $0) }.map { Secret($0.reveal()) }
    }

    private var newOrigin: PasswordOrigin? {
        current.map { .derived(source, from: $0.id, length: length) }
    }
}
