public import Accounts
internal import FlowServ
public import Roster

/// The first passwords of the accounts of a run.
public struct FirstPasswords: Sendable {
    private let roster: RosterEntries
    private let source: PasswordSource
    private let length: Int
    private let secrets: [SecretID: PasswordSecret]
    private let current: PasswordSecret?
    /// What registers of earlier processes carried, whose credentials are not delivered.
    private let earlier: [AccountName: PasswordOrigin]
    /// Whether passwords of the roster are handed out too.
    private let handsOutRoster: Bool

    /// - Parameters:
    ///   - roster: The entries of the rosters, with their passwords.
    ///   - source: Where those of the other rows come from.
    ///   - length: How many characters derived ones have.
    ///   - secrets: All secrets at hand.
    ///   - current: The one for new accounts; nil when none is derived.
    ///   - earlier: The hand-outs that the journal holds.
    ///   - handsOutRoster: Whether credentials were asked for.
    public init(
        roster: RosterEntries, source: PasswordSource = .roster, length: Int = PasswordSecret.shortest,
        secrets: [SecretID: PasswordSecret] = [:], current: PasswordSecret? = nil, earlier: [PendingDelivery] = [],
        handsOutRoster: Bool = false
    ) {
        self.roster = roster
        self.source = source
        self.length = length
        self.secrets = current.map { secrets.merging([$0.id: $0]) { $1 } } ?? secrets
        self.current = current
        self.earlier = Dictionary(
            earlier.map { ($0.username, $0.origin) }
        ) { first, _ in first }
        self.handsOutRoster = handsOutRoster
    }

    /// The password that a register of this account carries; nil when there is no source for it.
    public func password(of username: AccountName) -> Secret? {
        if let origin = openOrigin(of: username) { return password(of: username, from: origin) }
        return rosterPassword(of: username) ?? newOrigin.flatMap { password(of: username, from: $0) }
    }

    /// What the journal must take down with the register of this account; nil when nothing is handed out.
    public func origin(of username: AccountName) -> PasswordOrigin? {
        if let origin = openOrigin(of: username) { return origin }
        if rosterPassword(of: username) != nil { return handsOutRoster ? .roster : nil }
        return newOrigin
    }

    /// The password that an account was registered with, where it can be made again.
    func password(of username: AccountName, from origin: PasswordOrigin) -> Secret? {
        guard let id = origin.secret, let length = origin.length else {
            return rosterPassword(of: username)
        }
        return secrets[id]?.password(of: username, for: origin.source, length: length)
    }

    /// What an earlier register carried.  A second one must carry the same password, because either may have made the
    /// account; unless its secret is gone.
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
