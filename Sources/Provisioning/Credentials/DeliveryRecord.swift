public import Accounts

/// What became of the credentials that were owed at the end of a run.
public struct DeliveryRecord: Codable, Hashable, Sendable {
    /// Where they went: a file's path, or a command after `|`; absent when the run was not told where.
    public var destination: String?
    /// How many accounts' credentials are there.
    public var delivered = 0
    /// Accounts whose password is not ours, says flowServ itself, so that nothing is owed to them any more; by username,
    /// absent when there are none.
    public var passwordNotOurs: [AccountName]?
    /// How many are still owed: what was kept back and, where the run was told where they go, the invitations that wait
    /// until their account is active.
    public var owed = 0
    /// Whose credentials were kept back, and why, by username; absent when there are none.
    public var kept: [Kept]?
    /// Drafts that may hold some of them and cannot be looked at; absent when there are none.
    public var unseen: [UnseenDraft]?
    /// What went wrong with all of them; absent when nothing did.
    public var error: String?

    private enum CodingKeys: String, CodingKey {
        case destination, delivered, passwordNotOurs, owed, kept, unseen
        // Journals and reports have it under this name.
        case error = "trouble"
    }

    /// A credential that is still owed.
    public struct Kept: Codable, Hashable, Sendable {
        /// Whose.
        public var username: AccountName
        /// Why it was not handed out, in words.
        public var reason: String

        /// The reason where the server does not list the account any more.
        public static let notListed = "the server does not list the account any more"

        /// The reason where the account has another password than the roster says.
        public static let edited =
            "the password in the roster does not log in; it may have been edited since it was sent"

        /// The reason where what a generated password was made of is gone.
        public static let secretGone = "the secret that its password was made of is not beside the journal any more"

        /// The reason where the roster has no password any more.
        public static let notInRoster = "its password is not in the roster any more"

        init(_ username: AccountName, _ reason: String) {
            self.username = username
            self.reason = reason
        }
    }

    /// Nothing handed out yet.
    public init(destination: String?) {
        self.destination = destination
    }

    /// Whether something is owed that was kept back.
    public var isOwing: Bool {
        error != nil || kept != nil || unseen != nil || (destination == nil && owed > 0)
    }

    /// Whether everything that could be handed out was.
    public var isSuccess: Bool { passwordNotOurs == nil && !isOwing }

    /// What of it still holds where only these are still owed something.
    public func owing(_ names: Set<AccountName>) -> DeliveryRecord {
        var record = self
        record.kept = kept?.filter { names.contains($0.username) }
        if record.kept?.isEmpty ?? false { record.kept = nil }
        if names.isEmpty { (record.owed, record.error) = (0, nil) }
        return record
    }

    /// Takes down what was kept back.
    mutating func keep(_ more: [Kept]) {
        guard !more.isEmpty else { return }
        kept = ((kept ?? []) + more).sorted { $0.username < $1.username }
    }

    /// Takes down what went wrong.
    mutating func note(_ more: String) {
        error = [error, more].compactMap(\.self).joined(separator: "; ")
    }
}
