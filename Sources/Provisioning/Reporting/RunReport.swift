public import Accounts
internal import FlowServ
internal import Roster

/// The result of a run for every account, counted from the journal.
///
/// Its JSON form is `rollcall.report/1`.
public struct RunReport: Codable, Hashable, Sendable {
    /// `rollcall.report/1`.
    public var schema = "rollcall.report/1"
    /// The run's number in the journal.
    public var run: Int64
    /// The server's base URL.
    public var server: String
    /// `completed`, `partial`, `interrupted`; `running` and `superseded` are possible in later reports.
    public var status: RunRecord.Status
    /// When it began.
    public var started: Timestamp
    /// When it ended; absent while it is unfinished.
    public var finished: Timestamp?
    /// The user, machine and version of rollcall that began it.
    public var origin: RunOrigin
    /// The rosters that it was planned from.
    public var rosters: [RosterDigest]
    /// The counts.
    public var summary: Summary
    /// The number of blocked accounts in the run's plan; they are not among the planned ones.
    public var blocked: Int
    /// The result of the final listing; absent if none was read.
    public var verification: Verification?
    /// The result of the delivery of credentials; absent if none were owed.
    public var delivery: DeliveryRecord?
    /// The accounts, by username.
    public var accounts: [Account]

    private enum CodingKeys: String, CodingKey {
        case schema, run, server, status, started, finished, origin, rosters, summary, blocked, verification, accounts
        case delivery = "handOut"
    }

    /// The counts of a run.  Actions that are in none of the last five counts remain to be done.
    public struct Summary: Codable, Hashable, Sendable {
        /// All actions of the plan.
        public var planned = 0
        /// Actions that reached the wanted state.
        public var succeeded = 0
        /// Actions that the server refused.
        public var failed = 0
        /// Actions that were sent without a known outcome.
        public var unknown = 0
        /// Actions whose name is taken by an account with an unknown id.
        public var stranded = 0
        /// Actions that were given up.
        public var skipped = 0

        /// The number of actions that remain to be done.
        public var remaining: Int { planned - succeeded - failed - unknown - stranded - skipped }
    }

    /// The result for one account.
    public struct Account: Codable, Hashable, Sendable {
        /// The account's name.
        public var username: AccountName
        /// The planned action.
        public var action: Action.Kind
        /// The outcome.
        public var outcome: Outcome
        /// The account's id, if it is known.
        public var userID: String?
        /// The number of requests sent for it.
        public var attempts: Int
        /// The HTTP status of the last failure.
        public var httpStatus: Int?
        /// The last failure, or why it was skipped.
        public var error: String?
        /// The roster file.
        public var file: String
        /// The line in it, counted from 1.
        public var line: Int
    }

    /// The state of an action, in the terms of the summary.
    public enum Outcome: String, Codable, Hashable, Sendable {
        /// The account is in the wanted state.
        case succeeded
        /// The server refused.
        case failed
        /// The action was sent without a known outcome.
        case unknown
        /// The name is taken by an account with an unknown id.
        case stranded
        /// The action was given up.
        case skipped
        /// The action is not done yet.
        case remaining
    }

    /// Which accounts a report names; it always counts all.
    public enum NamedAccounts: Hashable, Sendable {
        /// All accounts.
        case everyAccount
        /// Accounts that are not as planned, or were sent without a known outcome.
        case failures
        /// No account.
        case nobody
    }

    /// Creates the report of a run.
    public init(run: RunRecord, server: String, actions: [Action]) {
        self.init(run: run, server: server, summary: Summary(actions), naming: actions)
    }

    /// Creates the report of a run that names some of its accounts.
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

    /// Whether the server matches everything that the rosters required and lists it so.
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
