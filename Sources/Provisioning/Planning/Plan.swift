public import Accounts
public import FlowServ
internal import Roster

/// What would be done and why: an inert value, the same whenever the same things are compared.
///
/// Its JSON form is `rollcall.plan/1`.  It holds no password and no token.
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
    /// The name of the time zone in which that day was the day; absent in older plans.
    public var timeZone: String?
    /// The rosters that were read, in the order given.
    public var rosters: [RosterDigest]
    /// The listing that the rosters were compared with.
    public var listing: ListingDigest
    /// How many of what.
    public var summary: Summary
    /// What would be done, by username.
    public var actions: [PlannedAction]
    /// Where something should be done and must not, by username.
    public var blocked: [BlockedAccount]
    /// Listed accounts that no roster names.  They are never touched.
    public var unmanaged: [AccountName]
    /// Those of the unmanaged accounts that `--protect` covers: known exceptions, and no drift.  Absent when there are
    /// none.
    public var protected: [AccountName]?
    /// What the admin should know besides.
    public var warnings: [String]
    /// Credentials that earlier runs owe, by username: a run that hands out hands them out too.  Absent when there are none.
    public var owed: [OwedCredential]?
    /// `true` when the accounts are activated only once every registration has succeeded; absent otherwise.
    public var twoPhase: Bool?
    /// What it can be compared with; absent before the first run has ended.
    public var lastRun: LastRun?
    /// How the rosters were read, so that a saved plan reads them again in the same way.
    public var reading: RunOptions?
    /// Which rows `--where` and `--shard` chose; absent when neither was given.
    public var selection: Selection?

    /// Whether the accounts are activated only once every registration has succeeded.
    public var isTwoPhase: Bool { twoPhase ?? false }

    /// The counts of a plan.
    public struct Summary: Codable, Hashable, Sendable {
        /// Accounts to create.
        public var register: Int
        /// Pending accounts to make active.
        public var activate: Int
        /// Accounts whose earlier register has no known outcome.
        public var settle: Int
        /// Accounts that are as the roster wants them.
        public var unchanged: Int
        /// Accounts that something forbids to touch.
        public var blocked: Int
        /// Listed accounts that no roster names.
        public var unmanaged: Int
    }

    /// The rows that a plan is about, where it is not about all of them.
    public struct Selection: Codable, Hashable, Sendable {
        /// The values wanted, by field.
        public var `where`: [String: [String]]
        /// The part of the names, when it is not all of them.
        public var shard: Shard?
        /// How many valid rows do not match.
        public var leftOut: Int

        init(_ filter: RowFilter, shard: Shard?, leftOut: Int) {
            `where` = filter.conditions
            self.shard = shard
            self.leftOut = leftOut
        }
    }

    /// A plan made of what the planner found and where it looked.
    ///
    /// - Parameters:
    ///   - blockedText: Puts into words why an account is blocked.
    ///   - warningText: Puts a warning into words.
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

    /// The part of the plan that is about the accounts which another plan touches.
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

/// What a plan was made from.
public struct PlanSources: Hashable, Sendable {
    /// The rosters.
    public var rosters: [RosterDigest]
    /// The listing.
    public var listing: ListingDigest
    /// How the rosters were read; nil when there are none.
    public var reading: RunOptions?
    /// The run before; nil when there is none.
    public var lastRun: LastRun?

    /// These rosters and this listing.
    public init(
        rosters: [RosterDigest], listing: ListingDigest, reading: RunOptions? = nil, lastRun: LastRun? = nil
    ) {
        self.rosters = rosters
        self.listing = listing
        self.reading = reading
        self.lastRun = lastRun
    }
}

/// Which bytes a roster had.
public struct RosterDigest: Codable, Hashable, Sendable {
    /// The path as given; `-` is standard input.
    public var path: String
    /// The SHA-256 of the file, in hexadecimal.
    public var sha256: String
    /// How many users it wants.
    public var rows: Int
    /// How many more it says are not wanted any more; absent when there are none.
    public var unwanted: Int?
    /// Which columns were taken for which fields, where that is not plain from their names.
    public var columns: String?

    /// A digest of one file.
    public init(path: String, sha256: String, rows: Int, unwanted: Int = 0, columns: String? = nil) {
        self.path = path
        self.sha256 = sha256
        self.rows = rows
        self.unwanted = unwanted == 0 ? nil : unwanted
        self.columns = columns
    }
}

/// Which accounts the server listed.
public struct ListingDigest: Codable, Hashable, Sendable {
    /// How many accounts it has.
    public var users: Int
    /// The SHA-256 over `id`, TAB, `username`, LF of each account, sorted by the bytes of the username, in hexadecimal.
    public var sha256: String

    /// A digest of one listing.
    public init(users: Int, sha256: String) {
        self.users = users
        self.sha256 = sha256
    }
}

/// One thing that would be done.
public struct PlannedAction: Codable, Hashable, Sendable {
    /// To whom.
    public var username: AccountName
    /// What.
    public var action: Action.Kind
    /// The state that the roster wants in the end.
    public var state: DesiredState
    /// The account's id, where it is known.
    public var userID: String?
    /// The roster file.
    public var file: String
    /// The line in it, from 1.
    public var line: Int
    /// Where the first password comes from, when it is not the roster: `generated`, or `invitation`, after which a
    /// password reset is asked for as soon as the account is active.
    public var password: PasswordSource?
    /// What is special about it; absent when nothing is.
    public var remark: Remark?

    /// What can be special about an action.
    public enum Remark: String, Codable, Hashable, Sendable {
        /// The account was adopted: once it is active, its password is replaced by a new first one.
        case adopted
        /// Its row is in no roster any more: the listing settles it, and nothing is registered.
        case rowGone = "row-gone"
    }
}

/// A credential that an earlier run has made and not handed out.
public struct OwedCredential: Codable, Hashable, Sendable {
    /// Whose.
    public var username: AccountName
    /// Where its password comes from.
    public var password: PasswordSource
}

/// One account that something is due for and that is not touched, as a plan tells it.
public struct BlockedAccount: Codable, Hashable, Sendable {
    /// To whom.
    public var username: AccountName
    /// Why, for programs.
    public var code: String
    /// Why, for people, and what to do about it.
    public var reason: String
    /// The roster file.
    public var file: String
    /// The line in it, from 1.
    public var line: Int
}

/// One account that something is due for and that is not touched.
public struct Blocked: Hashable, Sendable {
    /// Its name.
    public let username: AccountName
    /// Why it is not touched.
    public let reason: BlockedReason
    /// The roster file.
    public let file: String
    /// The line in it, from 1.
    public let line: Int

    /// Why it is not touched, for programs.
    public var code: String { reason.code }
}

/// What the planner found.
public struct PlannedChanges: Hashable, Sendable {
    /// What would be done, by username.
    public var actions: [PlannedAction] = []
    /// What must not be done, by username.
    public var blocked: [Blocked] = []
    /// Listed, but in no roster; by username.
    public var unmanaged: [AccountName] = []
    /// Those of the unmanaged accounts that are protected; by username.
    public var protected: [AccountName] = []
    /// What the admin should know besides.
    public var warnings: [PlanWarning] = []
    /// Credentials that earlier runs owe, by username.
    public var owed: [OwedCredential] = []
    /// How many accounts are as they should be.
    public var unchanged = 0
    /// Whether everything is registered before anything is activated.
    public var isTwoPhase = false
    /// Which rows `--where` chose; nil when it was not given.
    public var selection: Plan.Selection?
}
