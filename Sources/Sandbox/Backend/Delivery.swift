/// What the client of a call receives.
enum Delivery: Sendable {
    /// The answer.
    case answer(Reply)
    /// A status unrelated to what was done.
    case status(Int, message: String?, retryAfter: String?)
    /// The connection is closed without an answer.
    case closed
    /// The connection is closed in the middle of the answer.
    case cutOff(Reply)
    /// A success whose body is not JSON.
    case garbage(Reply)
    /// A 307.
    case redirect(String)
    /// The answer, one byte at a time.
    case trickle(Reply, every: Duration)
    /// The answer, followed by the end of the connection.
    case answerThenClose(Reply)
    /// The client's timeout was reached.
    case timedOut
    /// The client's task was cancelled while it waited.
    case givenUp
    /// No server is listening.
    case unreachable

    /// The delivery in a word, for the record of registers.
    var summary: String {
        switch self {
        case .answer(let reply), .answerThenClose(let reply), .trickle(let reply, _): "\(reply.status)"
        case .status(let status, _, _): "\(status)"
        case .closed: "closed"
        case .cutOff: "cut off"
        case .garbage: "garbage"
        case .redirect: "redirect"
        case .timedOut: "timed out"
        case .givenUp: "given up"
        case .unreachable: "unreachable"
        }
    }
}
