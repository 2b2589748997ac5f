public import Accounts
public import Roster

/// One run as the journal holds it.
public struct RunRecord: Hashable, Sendable {
    /// The journal's number for it, from 1.
    public let id: Int64
    /// How it went, or goes.
    public let status: Status
    /// When it began.
    public let started: Timestamp
    /// When it ended; nil while it is unfinished.
    public let finished: Timestamp?
    /// The day that `activate_on` was compared with.
    public let asOf: Day
    /// The rosters that it was planned from.
    public let rosters: [RosterDigest]
    /// How those rosters were read.
    public let options: RunOptions
    /// Who began it, and where.
    public let origin: RunOrigin
    /// How many accounts its plan had to leave alone.
    public let blocked: Int
    /// Whether its activations wait for its registrations.
    public let gate: Gate
    /// What a new listing said at the end, when it was read.
    public let verification: Verification?
    /// What became of the credentials that were owed, when some were.
    public let delivery: DeliveryRecord?

    /// The state of a two-phase run's gate.
    public enum Gate: String, Codable, Sendable {
        /// Not a two-phase run.
        case none
        /// Its accounts stay pending until every registration has succeeded, or somebody opens it.
        case closed
        /// Its accounts may be activated.
        case open
    }

    /// How a run went.
    public enum Status: String, Codable, Sendable {
        /// It is going on, or died without a word.
        case running
        /// It was stopped; `resume` continues it.
        case interrupted
        /// Everything was done.
        case completed
        /// It came to its end, but some accounts failed, stayed unknown or were blocked.
        case partial
        /// A later run took over what was left of it.
        case superseded
    }

    /// Whether `resume` has something to continue.
    public var isUnfinished: Bool { status == .running || status == .interrupted }
}

/// Where first passwords come from, where they go, and in which form.
public struct CredentialOptions: Codable, Hashable, Sendable {
    /// Where the password of a row without one comes from.
    public var source = PasswordSource.roster
    /// `--password-length N`.
    public var length: Int?
    /// `--credentials`: an absolute path, or a command after `|`.
    public var destination: String?
    /// `--reset-url TEMPLATE`.
    public var resetURL: String?

    /// Passwords of the roster, handed out by nobody.
    public init() {}
}

/// What `resume` must know to read the rosters as they were read first.
public struct RunOptions: Codable, Hashable, Sendable {
    /// `--column FIELD=HEADER`, by field.
    public var columns: [String: String] = [:]
    /// `--xml-record NAME`.
    public var xmlRecord: String?
    /// `--xml-field FIELD=PATH`, by field.
    public var xmlFields: [String: String] = [:]
    /// Whether rows that are not valid were left out.
    public var skipInvalid = false

    /// `--encoding NAME`.
    public var encoding: String?
    /// `--delimiter CHAR`, the character itself.
    public var delimiter: String?
    /// `--where FIELD=VALUE`.  This and the ones above are optional: runs of before they existed lack them.
    public var filter: RowFilter?
    /// Where first passwords come from and go to.
    public var credentials: CredentialOptions?
    /// `--shard K/N`.
    public var shard: Shard?
    /// `--username-pattern REGEX`.
    public var usernamePattern: String?
    /// `--state-word WORD=STATE`, by word.
    public var stateWords: [String: String]?
    /// `--report FILE`: absolute paths.
    public var reports: [String]?

    /// Rosters read without any options.
    public init() {}
}
