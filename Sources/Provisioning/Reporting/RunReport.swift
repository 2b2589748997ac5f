public import Accounts
internal import FlowServ
internal import Roster

/// What became of every account of a run, counted from the journal.
///
/// Its JSON form is `rollcall.report/1`.
public struct RunReport: Codable, Hashable, Sendable {
    /// `rollcall.report/1`.
    public var schema = "rollcall.report/1"
    /// The run's number in the journal.
    public var run: Int64
    /// The server's base URL.
    public var server: String
    /// `completed`, `partial`, `interrupted`; `running` and `superseded` are possible when asked later.
    public var status: RunRecord.Status
    /// When it began.
    public var started: Timestamp
    /// When it ended; absent while it is unfinished.
    public var finished: Timestamp?
    /// Who began it, where, and with which rollcall.
    public var origin: RunOrigin
    /// The rosters that it was planned from.
    public var rosters: [RosterDigest]
    /// How many of what.
    public var summary: Summary
    /// How many accounts the run's plan had to leave alone; they are not among the planned ones.
    public var blocked: Int
    /// What a listing read at the end said; absent when none was read.
    public var verification: Verification?
    /// What became of the credentials that were owed; absent when none were.
    public var delivery: DeliveryRecord?
    /// Each account, by username.
    public var accounts: [Account]

    private enum CodingKeys: String, CodingKey {
        case schema, run, server, status, started, finished, origin, rosters, summary, blocked, verification, accounts
        case delivery = "handOut"
    }

    /// The counts of a run.  Those that are in none of the last five are still to be done.
    public struct Summary: Codable, Hashable, Sendable {
        /// All actions of the plan.
        public var planned = 0
        /// Reached the wanted state.
        public var succeeded = 0
        /// Refused by the server.
        public var failed = 0
        /// Sent, and the outcome is not known.
        public var unknown = 0
        /// The name is taken and the id is not known.
        public var stranded = 0
        /// Decided not to do.
        public var skipped = 0

        /// How many are still to be done.
        public var remaining: Int { planned - succeeded - failed - unknown - stranded - skipped }
    }

    /// One account's part.
    public struct Account: Codable, Hashable, Sendable {
        /// Whose.
        public var username: AccountName
        /// What was planned.
        public var action: Action.Kind
        /// What came of it.
        public var outcome: Outcome
        /// The account's id, where it is known.
        public var userID: String?
        /// How many requests left for it.
        public var attempts: Int
        /// The HTTP status of the last failure.
        public var httpStatus: Int?
        /// The last failure, or why it was skipped.
        public var error: String?
        /// The roster file.
        public var file: String
        /// The line in it, from 1.
        public var line: Int
    }

    /// How an action stands, in the words of the summary.
    public enum Outcome: String, Codable, Hashable, Sendable {
        /// The account is in the wanted state.
        case succeeded
        /// The server refused.
        case failed
        /// Sent, outcome not known.
        case unknown
        /// Taken by an account whose id is not known.
        case stranded
        /// Decided not to do.
        case skipped
        /// Not done yet.
        case remaining
    }

    /// Which accounts a report names; it always counts all.
    public enum Naming: Hashable, Sendable {
        /// All of them.
        case everyAccount
        /// Those that are not as planned, or were sent without a known outcome.
        case failures
        /// None.
        case nobody
    }

    /// The report of a run.
    public init(run: RunRecord, server: String, actions: [Action]) {
        self.init(run: run, server: server, summary: Summary(actions), naming: actions)
    }

    /// The report of a run that names some of its accounts.
    init(run: RunRecord, server: String, summary: Summary, naming actions: [Action]) {
        self.run = run.id
        self.server = server
        status = run.status
        started = run.started
        finished = run.finished
        origin = run.origin
        rosters = run.rosters
        accounts = actions.map(Account.init)
        self.summary = summary
        blocked = run.blocked
        verification = run.verification
        delivery = run.delivery
    }

    /// Whether everything that the rosters wanted came true, and the server lists it so.
    public var isSuccess: Bool {
        summary.succeeded == summary.planned && blocked == 0 && verification?.differences.isEmpty ?? true
            && delivery?.isSuccess ?? true
    }
}

extension RunReport.Summary {
    init(_ actions: [Action]) {
        self.init(actions.map(RunReport.Account.init))
    }

    init(_ accounts: [RunReport.Account]) {
        planned = accounts.count
        for account in accounts {
            switch account.outcome {
            case .succeeded: succeeded += 1
            case .failed: failed += 1
            case .unknown: unknown += 1
            case .stranded: stranded += 1
            case .skipped: skipped += 1
            case .remaining: break
            }
        }
    }
}

extension RunReport.Account {
    init(_ action: Action) {
        self.init(
            username: action.username, action: action.kind, outcome: RunReport.Outcome(action),
            userID: action.state.userID?.rawValue, attempts: action.attempts,
            httpStatus: action.httpStatus, error: action.state.reason ?? action.error, file: action.file,
            line: action.line)
    }
}

extension RunReport.Outcome {
    init(_ action: Action) {
        self =
            switch action.state {
            case .active: .succeeded
            case .registered: action.wanted == .pending ? .succeeded : .remaining
            case .planned: .remaining
            case .registering, .unknown, .activating: .unknown
            case .rejected: .failed
            case .stranded: .stranded
            case .skipped: .skipped
            }
    }
}
