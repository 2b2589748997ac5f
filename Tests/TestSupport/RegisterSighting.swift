package import Sandbox

/// One register as whoever stands between the client and the accounts saw it: a sandbox or a proxy.
package struct RegisterSighting: Hashable, Sendable {
    /// The name in its body.
    package let username: String
    /// When it came, on the observer's monotonic clock.
    package let arrived: Duration
    /// When the server was done with it, or it was clear that the server would never get it; nil before that.
    package var finished: Duration?
    /// What its client was told, or that it gave up; nil before that.
    package var answer: String?
    /// When that was.
    package var answeredAt: Duration?

    package init(username: String, arrived: Duration) {
        self.username = username
        self.arrived = arrived
    }
}

extension RegisterSighting {
    /// A register as a sandbox saw it.
    package init(_ record: RegisterRecord) {
        self.init(username: record.username, arrived: record.arrived)
        finished = record.finished
        answer = record.answer
        answeredAt = record.answeredAt
    }
}
