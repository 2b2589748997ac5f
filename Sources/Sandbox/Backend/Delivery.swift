/// What reaches the client of a call.
enum Delivery: Sendable {
    /// The answer.
    case answer(Reply)
    /// A status that has nothing to do with what was done.
    case status(Int, message: String?, retryAfter: String?)
    /// The connection is closed without an answer.
    case closed
    /// The connection is closed in the middle of the answer.
    case cutOff(Reply)
    /// A success whose body is not JSON.
    case garbage(Reply)
    /// A 307.
    case redirect(String)
    /// The answer, a byte at a time.
    case trickle(Reply, every: Duration)
    /// The answer, and then the end of the connection.
    case answerThenClose(Reply)
    /// The client waited as long as it wanted to.
    case timedOut
    /// The client's task was cancelled while it waited.
    case givenUp
    /// Nothing listens.
    case unreachable

    /// In a word, for the record of registers.
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
