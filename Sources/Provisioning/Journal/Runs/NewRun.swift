public import Accounts
public import FlowServ
public import Foundation

/// Everything that the journal records when a run begins, in one transaction.
public struct NewRun: Sendable {
    /// The plan.
    public var plan: Plan
    /// How the rosters were read.
    public var options: RunOptions
    /// The listing that the plan was made from, or nil if none was read.
    public var listing: Listing?
    /// The ids that rosters state for stranded accounts.
    public var adopted: [(username: AccountName, id: UserID)]
    /// The user and machine that begin it.
    public var origin: RunOrigin
    /// The time of the beginning.
    public var now: Date

    /// Creates a new run.
    public init(
        _ plan: Plan, options: RunOptions = RunOptions(), listing: Listing? = nil,
        adopted: [(username: AccountName, id: UserID)] = [],
        origin: RunOrigin? = nil, now: Date
    ) {
        self.plan = plan
        self.options = options
        self.listing = listing
        self.adopted = adopted
        self.origin = origin ?? .unknown
        self.now = now
    }

    /// Creates a new run with a listing given as accounts.
    public init(_ plan: Plan, listing: [User], now: Date) {
        self.init(plan, listing: Listing(listing), now: now)
    }
}
