public import Accounts
public import FlowServ
internal import Roster

/// The changes to make and their reasons: an inert value, the same for the same input.
///
/// Its JSON form is `rollcall.plan/1`.  It contains no password and no token.
public struct Plan: Codable, Hashable, Sendable {
    /// The name and number of the JSON form.
    public static let schema = "rollcall.plan/1"

    /// `rollcall.plan/1`.
    public var schema = Plan.schema
    /// The server's base URL.
    public var server: String
    /// When the plan was made (RFC 3339, UTC).
    public var created: Timestamp
    /// The day that `activate_on` was compared with.
    public var asOf: Day
    /// The name of the time zone of that day; absent in older plans.
    public var timeZone: String?
    /// The rosters that were read, in the given order.
    public var rosters: [RosterDigest]
    /// The listing that the rosters were compared with.
    public var listing: ListingDigest
    /// The counts.
    public var summary: Summary
    /// The actions, by username.
    public var actions: [PlannedAction]
    /// The accounts with a due action that must not be touched, by username.
    public var blocked: [BlockedAccount]
    /// Listed accounts that are in no roster.  They are never touched.
    public var unmanaged: [AccountName]
    /// The unmanaged accounts that `--protect` covers: known exceptions, not drift.  Absent if there are none.
    public var protected: [AccountName]?
    /// Further information for the administrator.
    public var warnings: [String]
    /// Credentials that earlier runs owe, by username: a run with delivery delivers them too.  Absent if there are
    /// none.
    public var owed: [OwedCredential]?
    /// `true` if the accounts are activated only after every registration has succeeded; absent otherwise.
    public var twoPhase: Bool?
    /// The run that it can be compared with; absent before the first run has ended.
    public var lastRun: LastRun?
    /// How the rosters were read, so that a saved plan reads them in the same way.
    public var reading: RunOptions?
    /// The rows that `--where` and `--shard` selected; absent if neither was given.
    public var selection: Selection?

    /// Whether the accounts are activated only after every registration has succeeded.
    public var isTwoPhase: Bool { twoPhase ?? false }

    /// The counts of a plan.
    public struct Summary: Codable, Hashable, Sendable {
        /// Accounts to create.
        public var register: Int
        /// Pending accounts to activate.
        public var activate: Int
        /// Accounts whose earlier register has no known outcome.
        public var settle: Int
        /// Accounts that already match the roster.
        public var unchanged: Int
        /// Accounts that must not be touched.
        public var blocked: Int
        /// Listed accounts that are in no roster.
        public var unmanaged: Int
    }

    /// The selected rows, if the plan is not about all of them.
    public struct Selection: Codable, Hashable, Sendable {
        /// The accepted values, by field.
        public var `where`: [String: [String]]
        /// The part of the names, if it is not all of them.
        public var shard: Shard?
        /// The number of valid rows that do not match.
        public var leftOut: Int

        init(_ filter: RowFilter, shard: Shard?, leftOut: Int) {
            `where` = filter.conditions
            self.shard = shard
            self.leftOut = leftOut
        }
    }

    /// Creates a plan from the planner's changes and their sources.
    ///
    /// - Parameters:
    ///   - server: The server that the plan is for.
    ///   - created: When the plan was made.
    ///   - asOf: The day that activation days are compared with.
    ///   - sources: The rosters and the listing that the plan was made from.
    ///   - changes: What the planner found.
    ///   - blockedText: Returns the words for a blocked reason.
    ///   - warningText: Returns the words for a warning.
    public init(
        server: ServerAddress, created: Timestamp, asOf: Day, sources: PlanSources, changes: PlannedChanges,
        blockedText: (Blocked) -> String = { $0.reason.description },
        warningText: (PlanWarning) -> String = { $0.description }
    ) {
        self.server = server.url
        self.created = created
        self.asOf = asOf
        rosters = sources.rosters
        reading = sources.reading
        lastRun = sources.lastRun
        listing = sources.listing
        actions = changes.actions
        blocked = changes.blocked.map { account in
            BlockedAccount(
                username: account.username, code: account.reason.code, reason: blockedText(account),
                file: account.file,
                line: account.line)
        }
        unmanaged = changes.unmanaged
        protected = changes.protected.isEmpty ? nil : changes.protected
        warnings = changes.warnings.map(warningText)
        owed = changes.owed.isEmpty ? nil : changes.owed
        twoPhase = changes.isTwoPhase ? true : nil
        selection = changes.selection
        summary = Summary(
            actions, unchanged: changes.unchanged, blocked: changes.blocked.count,
            unmanaged: changes.unmanaged.count)
    }

    /// Returns the part of the plan that concerns the accounts in another plan.
    public func restricted(to other: Plan) -> Plan {
        let names = Set(other.actions.map(\.username))
        var plan = self
        plan.actions.removeAll { !names.contains($0.username) }
        plan.summary = Summary(
            plan.actions, unchanged: summary.unchanged, blocked: summary.blocked, unmanaged: summary.unmanaged)
        return plan
    }
}

extension Plan.Summary {
    fileprivate init(_ actions: [PlannedAction], unchanged: Int, blocked: Int, unmanaged: Int) {
        func count(_ kind: Action.Kind) -> Int { actions.count { $0.action == kind } }
        self.init(
            register: count(.register), activate: count(.activate), settle: count(.settle), unchanged: unchanged,
            blocked: blocked, unmanaged: unmanaged)
    }
}

/// The sources of a plan.
public struct PlanSources: Hashable, Sendable {
    /// The rosters.
    public var rosters: [RosterDigest]
    /// The listing.
    public var listing: ListingDigest
    /// How the rosters were read; nil if there are none.
    public var reading: RunOptions?
    /// The previous run; nil if there is none.
    public var lastRun: LastRun?

    /// Creates sources from rosters and a listing.
    public init(
        rosters: [RosterDigest], listing: ListingDigest, reading: RunOptions? = nil, lastRun: LastRun? = nil
    ) {
        self.rosters = rosters
        self.listing = listing
        self.reading = reading
        self.lastRun = lastRun
    }
}

/// The identity of a roster's contents.
public struct RosterDigest: Codable, Hashable, Sendable {
    /// The path as given; `-` is standard input.
    public var path: String
    /// The SHA-256 of the file, in hexadecimal.
    public var sha256: String
    /// The number of wanted users.
    public var rows: Int
    /// The number of users marked as no longer wanted; absent if there are none.
    public var unwanted: Int?
    /// Which columns were used for which fields, unless their names make it obvious.
    public var columns: String?

    /// Creates a digest of one file.
    public init(path: String, sha256: String, rows: Int, unwanted: Int = 0, columns: String? = nil) {
        self.path = path
        self.sha256 = sha256
        self.rows = rows
        self.unwanted = unwanted == 0 ? nil : unwanted
        self.columns = columns
    }
}

/// The identity of a server's listing.
public struct ListingDigest: Codable, Hashable, Sendable {
    /// The number of accounts.
    public var users: Int
    /// The SHA-256 over `id`, TAB, `username`, LF of each account, sorted by the bytes of the username, in
    /// hexadecimal.
    public var sha256: String

    /// Creates a digest of one listing.
    public init(users: Int, sha256: String) {
        self.users = users
        self.sha256 = sha256
    }
}

/// One planned action.
public struct PlannedAction: Codable, Hashable, Sendable {
    /// The account's name.
    public var username: AccountName
    /// The kind of action.
    public var action: Action.Kind
    /// The final state that the roster requires.
    public var state: DesiredState
    /// The account's id, if it is known.
    public var userID: String?
    /// The roster file.
    public var file: String
    /// The line in it, counted from 1.
    public var line: Int
    /// The source of the first password, if it is not the roster: `generated`, or `invitation`, for which a password
    /// reset is requested as soon as the account is active.
    public var password: PasswordSource?
    /// A special property of the action; absent if there is none.
    public var remark: Remark?

    /// The special properties of actions.
    public enum Remark: String, Codable, Hashable, Sendable {
        /// The account was adopted: once it is active, its password is replaced by a new first one.
        case adopted
        /// Its row is no longer in a roster: the listing settles it, and nothing is registered.
        case rowGone = "row-gone"
    }
}

/// A credential that an earlier run has created and not delivered.
public struct OwedCredential: Codable, Hashable, Sendable {
    /// The account's name.
    public var username: AccountName
    /// The source of its password.
    public var password: PasswordSource
}

/// A blocked account, as written in a plan.
public struct BlockedAccount: Codable, Hashable, Sendable {
    /// The account's name.
    public var username: AccountName
    /// The reason, for programs.
    public var code: String
    /// The reason and the remedy, for people.
    public var reason: String
    /// The roster file.
    public var file: String
    /// The line in it, counted from 1.
    public var line: Int
}

/// An account with a due action that is not touched.
public struct Blocked: Hashable, Sendable {
    /// The account's name.
    public let username: AccountName
    /// The reason.
    public let reason: BlockedReason
    /// The roster file.
    public let file: String
    /// The line in it, counted from 1.
    public let line: Int

    /// The reason, for programs.
    public var code: String { reason.code }
}

/// The planner's result.
public struct PlannedChanges: Hashable, Sendable {
    /// The actions, by username.
    public var actions: [PlannedAction] = []
    /// The blocked accounts, by username.
    public var blocked: [Blocked] = []
    /// The listed accounts that are in no roster, by username.
    public var unmanaged: [AccountName] = []
    /// The unmanaged accounts that are protected, by username.
    public var protected: [AccountName] = []
    /// Further information for the administrator.
    public var warnings: [PlanWarning] = []
    /// Credentials that earlier runs owe, by username.
    public var owed: [OwedCredential] = []
    /// The number of accounts that already match the roster.
    public var unchanged = 0
    /// Whether every account is registered before any is activated.
    public var isTwoPhase = false
    /// The rows that `--where` selected; nil if it was not given.
    public var selection: Plan.Selection?
}
