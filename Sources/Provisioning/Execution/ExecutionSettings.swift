/// How a run is carried out.
public struct ExecutionSettings: Hashable, Sendable {
    /// How many requests may be in flight at once.  flowServ gains nothing past 8.
    public var concurrency = 8
    /// How long after a lost answer nothing is sent about the name.  A server has been seen to execute a register
    /// 40 s after its client had gone when its threads were busy; a request that waits in no queue is done
    /// within the request time-out.
    public var settleTime: Duration = .seconds(35)
    /// How often a request that surely did nothing is sent again before the server counts as gone.
    public var retries = 6
    /// The waits between those attempts.
    public var backoff = Backoff()

    /// The defaults.
    public init() {}
}
