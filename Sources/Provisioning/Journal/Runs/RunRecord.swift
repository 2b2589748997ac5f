public import Accounts
public import Roster

/// A run as stored in the journal.
public struct RunRecord: Hashable, Sendable {
    /// The journal's number of the run, counted from 1.
    public let id: Int64
    /// The status of the run.
    public let status: Status
    /// When it began.
    public let started: Timestamp
    /// When it ended; nil while it is unfinished.
    public let finished: Timestamp?
    /// The day that `activate_on` was compared with.
    public let asOf: Day
    /// The rosters that it was planned from.
    public let rosters: [RosterDigest]
    /// How the rosters were read.
    public let options: RunOptions
    /// The user and machine that began it.
    public let origin: RunOrigin
    /// The number of blocked accounts in its plan.
    public let blocked: Int
    /// Whether its activations wait for its registrations.
    public let gate: Gate
    /// The result of the final listing, if it was read.
    public let verification: Verification?
    /// The result of the delivery of credentials, if any were owed.
    public let delivery: DeliveryRecord?

    /// The state of a two-phase run's gate.
    public enum Gate: String, Codable, Sendable {
        /// Not a two-phase run.
        case none
        /// The accounts stay pending until every registration has succeeded or the gate is opened manually.
        case closed
        /// The accounts may be activated.
        case open
    }

    /// The status of a run.
    public enum Status: String, Codable, Sendable {
        /// The run is in progress, or its process died.
        case running
        /// The run was stopped; `resume` continues it.
        case interrupted
        /// Every action was done.
        case completed
        /// The run reached its end, but some accounts failed, stayed unknown or were blocked.
        case partial
        /// A later run took over the remaining actions.
        case superseded
    }

    /// Whether `resume` has something to continue.
    public var isUnfinished: Bool { status == .running || status == .interrupted }
}

/// The source, destination and form of first passwords.
public struct CredentialOptions: Codable, Hashable, Sendable {
    /// The source of the password of a row without one.
    public var source = PasswordSource.roster
    /// `--password-length N`.
    public var length: Int?
    /// The destination, `--credentials`: an absolute path, or a command after `|`.
    public var destination: String?
    /// `--reset-url TEMPLATE`.
    public var resetURL: String?

    /// Creates the default: passwords from the roster, not delivered.
    public init() {}
}

/// The options that `resume` needs to read the rosters in the same way again.
public struct RunOptions: Codable, Hashable, Sendable {
    /// `--column FIELD=HEADER`, by field.
    public var columns: [String: String] = [:]
    /// `--xml-record NAME`.
    public var xmlRecord: String?
    /// `--xml-field FIELD=PATH`, by field.
    public var xmlFields: [String: String] = [:]
    /// Whether invalid rows were left out.
    public var skipInvalid = false

    /// `--encoding NAME`.
    public var encoding: String?
    /// `--delimiter CHAR`, the character itself.
    public var delimiter: String?
    /// `--where FIELD=VALUE`.  This option and the later ones are optional: older runs lack them.
    public var filter: RowFilter?
    /// The source and destination of first passwords.
    public var credentials: CredentialOptions?
    /// `--shard K/N`.
    public var shard: Shard?
    /// `--username-pattern REGEX`.
    public var usernamePattern: String?
    /// `--state-word WORD=STATE`, by word.
    public var stateWords: [String: String]?
    /// `--report FILE`: absolute paths.
    public var reports: [String]?

    /// Creates the options of rosters read without any.
    public init() {}
}
