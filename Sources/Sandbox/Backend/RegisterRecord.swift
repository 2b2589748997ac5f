/// One register in the record of the sandbox, with times on its clock.
public struct RegisterRecord: Sendable, Hashable {
    /// The name in the body, before stripping.
    public let username: String
    /// When it arrived.
    public let arrived: Duration
    /// When the server finished it: carried out, and answered or hung up; nil while it is in progress.
    public internal(set) var finished: Duration?
    /// What its client received: a status, or `closed`, `cut off`, `garbage`, `timed out`, `given up`; nil before
    /// that.
    public internal(set) var answer: String?
    /// When its client received it, or gave up.
    public internal(set) var answeredAt: Duration?
    /// Whether it created an account.
    public internal(set) var madeAccount = false

    init(username: String, arrived: Duration) {
        self.username = username
        self.arrived = arrived
    }
}
