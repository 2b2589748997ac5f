public import Accounts

/// The result of delivering the credentials that were owed at the end of a run.
public struct DeliveryRecord: Codable, Hashable, Sendable {
    /// The destination: a file's path, or a command after `|`; absent if the run had none.
    public var destination: String?
    /// The number of accounts whose credentials were delivered.
    public var delivered = 0
    /// The accounts that, according to flowServ itself, do not have rollcall's password, so that nothing is owed to
    /// them any more; by username, absent if there are none.
    public var passwordNotOurs: [AccountName]?
    /// The number still owed: those kept back and, if the run had a destination, the invitations that wait until
    /// their account is active.
    public var owed = 0
    /// The accounts whose credentials were kept back, and why, by username; absent if there are none.
    public var kept: [Kept]?
    /// The drafts that may contain some of them and cannot be read; absent if there are none.
    public var unseen: [UnseenDraft]?
    /// The failure that concerns all of them; absent if there was none.
    public var error: String?

    private enum CodingKeys: String, CodingKey {
        case destination, delivered, passwordNotOurs, owed, kept, unseen
        // Journals and reports use this name.
        case error = "trouble"
    }

    /// A credential that is still owed.
    public struct Kept: Codable, Hashable, Sendable {
        /// The account's name.
        public var username: AccountName
        /// Why it was not delivered, in words.
        public var reason: String

        /// The reason if the server does not list the account any more.
        public static let notListed = "the server does not list the account any more"

        /// The reason if the account's password differs from the roster's.
        public static let edited =
            "the password in the roster does not log in; it may have been edited since it was sent"

        /// The reason if the secret of a generated password is gone.
        public static let secretGone = "the secret that its password was made of is not beside the journal any more"

        /// The reason if the roster does not contain the password any more.
        public static let notInRoster = "its password is not in the roster any more"

        init(_ username: AccountName, _ reason: String) {
            self.username = username
            self.reason = reason
        }
    }

    /// Creates a record without deliveries.
    public init(destination: String?) {
        self.destination = destination
    }

    /// Whether a credential that was kept back is owed.
    public var isOwing: Bool {
        error != nil || kept != nil || unseen != nil || (destination == nil && owed > 0)
    }

    /// Whether everything that could be delivered was.
    public var isSuccess: Bool { passwordNotOurs == nil && !isOwing }

    /// Returns the part of the record that still applies if only these accounts are owed something.
    public func owing(_ names: Set<AccountName>) -> DeliveryRecord {
        var record = self
        record.kept = kept?.filter { names.contains($0.username) }
        if record.kept?.isEmpty ?? false { record.kept = nil }
        if names.isEmpty { (record.owed, record.error) = (0, nil) }
        return record
    }

    /// Adds credentials that were kept back.
    mutating func keep(_ more: [Kept]) {
        guard !more.isEmpty else { return }
        kept = ((kept ?? []) + more).sorted { $0.username < $1.username }
    }

    /// Adds a failure.
    mutating func note(_ more: String) {
        error = [error, more].compactMap(\.self).joined(separator: "; ")
    }
}
