public import FlowServ
public import Roster

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
    public var created: String
    /// The day that `activate_on` was compared with.
    public var asOf: Day
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
    /// What the admin should know besides.
    public var warnings: [String]

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

    /// A plan made of what the planner found and where it looked.
    public init(server: ServerAddress, created: String, asOf: Day, sources: PlanSources, changes: PlannedChanges) {
        self.server = server.url
        self.created = created
        self.asOf = asOf
        rosters = sources.rosters
        listing = sources.listing
        actions = changes.actions
        blocked = changes.blocked
        unmanaged = changes.unmanaged
        warnings = changes.warnings
        func count(_ kind: Action.Kind) -> Int { changes.actions.count { $0.action == kind } }
        summary = Summary(
            register: count(.register), activate: count(.activate), settle: count(.settle),
            unchanged: changes.unchanged, blocked: changes.blocked.count, unmanaged: changes.unmanaged.count)
    }
}

/// What a plan was made from.
public struct PlanSources: Hashable, Sendable {
    /// The rosters.
    public var rosters: [RosterDigest]
    /// The listing.
    public var listing: ListingDigest

    /// These rosters and this listing.
    public init(rosters: [RosterDigest], listing: ListingDigest) {
        self.rosters = rosters
        self.listing = listing
    }
}

/// Which bytes a roster had.
public struct RosterDigest: Codable, Hashable, Sendable {
    /// The path as given; `-` is standard input.
    public var path: String
    /// The SHA-256 of the file, in hexadecimal.
    public var sha256: String
    /// How many records it has.
    public var rows: Int

    /// A digest of one file.
    public init(path: String, sha256: String, rows: Int) {
        self.path = path
        self.sha256 = sha256
        self.rows = rows
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
}

/// One thing that should be done and must not.
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

/// What the planner found.
public struct PlannedChanges: Hashable, Sendable {
    /// What would be done, by username.
    public var actions: [PlannedAction] = []
    /// What must not be done, by username.
    public var blocked: [BlockedAccount] = []
    /// Listed, but in no roster; by username.
    public var unmanaged: [AccountName] = []
    /// What the admin should know besides.
    public var warnings: [String] = []
    /// How many accounts are as they should be.
    public var unchanged = 0
}
