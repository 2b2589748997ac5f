/// One register as the sandbox saw it, with the times of its clock.
public struct RegisterRecord: Sendable, Hashable {
    /// The name in the body, before stripping.
    public let username: String
    /// When it came.
    public let arrived: Duration
    /// When the server was done with it: carried out, and answered or hung up; nil while it is at work.
    public internal(set) var finished: Duration?
    /// What its client was told: a status, or `closed`, `cut off`, `garbage`, `timed out`, `given up`; nil
    /// before that.
    public internal(set) var answer: String?
    /// When its client was told, or given up.
    public internal(set) var answeredAt: Duration?
    /// Whether it made an account.
    public internal(set) var madeAccount = false

    init(username: String, arrived: Duration) {
        self.username = username
        self.arrived = arrived
    }
}
