public import Accounts
public import FlowServ
public import Foundation

/// Everything that the journal takes down when a run begins, in one transaction.
public struct NewRun: Sendable {
    /// What will be done.
    public var plan: Plan
    /// How the rosters were read.
    public var options: RunOptions
    /// The listing that the plan was made from, or nil when none was read.
    public var listing: Listing?
    /// The ids that rosters give for stranded accounts.
    public var adopted: [(username: AccountName, id: UserID)]
    /// Who begins it, and where.
    public var origin: RunOrigin
    /// The moment of the beginning.
    public var now: Date

    /// The opening of a run.
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

    /// The opening of a run whose listing is at hand as accounts.
    public init(_ plan: Plan, listing: [User], now: Date) {
        self.init(plan, listing: Listing(listing), now: now)
    }
}
