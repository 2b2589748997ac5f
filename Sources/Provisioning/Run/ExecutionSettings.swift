/// How a run is carried out.
public struct ExecutionSettings: Hashable, Sendable {
    /// The most requests in flight at once; below it the width adapts.  flowServ gains nothing past 8.
    public var concurrency = 8
    /// The most requests a second, or nil for no limit.
    public var rate: Double?
    /// How long after a lost answer nothing is sent about the name.  A server has been seen to execute a register
    /// 40 s after its client had gone when its threads were busy; a request that waits in no queue is done
    /// within the request time-out.
    public var settleTime: Duration = .seconds(35)
    /// How often a request that surely did nothing is sent again while those of other accounts succeed.
    public var retries = 6
    /// How many rounds of requests may fail without one answer before the server counts as gone.
    public var patience = 10
    /// The waits between failures.
    public var backoff = Backoff()
    /// A server that asks to wait longer than this is left alone until somebody resumes the run.
    public var longestWait: Duration = .seconds(600)
    /// How long requests in flight may still take when the run is interrupted.
    public var grace: Duration = .seconds(10)
    /// How many accounts may fail before the run stops, or nil for no limit.
    public var failureLimit: Limit?
    /// How many accounts go first, to their verified end, before the rest is sent; nil sends all at once.
    public var canary: Int?
    /// Whether the server is believed when it knows none of the first ids that are to be activated.
    public var acceptsUnknownIDs = false
    /// Whether the listing is read once more at the end and compared with what was done.
    public var verifies = true

    /// The defaults.
    public init() {}
}
