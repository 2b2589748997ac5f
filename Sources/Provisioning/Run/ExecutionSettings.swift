/// The settings of a run.
public struct ExecutionSettings: Hashable, Sendable {
    /// The maximum number of requests in flight; the actual width adapts below it.  flowServ gains nothing above 8.
    public var concurrency = 8
    /// The maximum number of requests per second, or nil for no limit.
    public var rate: Double?
    /// How long after a lost answer no request for the name is sent.  A server has been observed to execute a
    /// register 40 s after its client had disconnected when its threads were busy; a request that waits in no queue
    /// is done within the request timeout.
    public var settleTime: Duration = .seconds(35)
    /// How often a request that certainly did nothing is sent again while those of other accounts succeed.
    public var retries = 6
    /// How many rounds of requests may fail without an answer before the server counts as gone.
    public var patience = 10
    /// The waits between attempts after failures.
    public var backoff = Backoff()
    /// The maximum wait that a server may request; a longer one stops the run until it is resumed.
    public var longestWait: Duration = .seconds(600)
    /// How long requests in flight may still take when the run is interrupted.
    public var grace: Duration = .seconds(10)
    /// How many accounts may fail before the run stops, or nil for no limit.
    public var failureLimit: Limit?
    /// The number of accounts to create and verify first, before the rest is sent; nil for none.
    public var canary: Int?
    /// Whether the server is trusted even if it knows none of the first ids to be activated.
    public var acceptsUnknownIDs = false
    /// Whether the listing is read again at the end and compared with the result.
    public var verifies = true

    /// Creates the default settings.
    public init() {}
}
