internal import FlowServ

extension Delivery {
    /// The reply, or the error that a client over HTTP would make of what happened to it.
    ///
    /// - Parameter timeout: How long the client waits for the whole answer.
    func received(within timeout: Duration) throws(ServiceError) -> Reply {
        switch self {
        case .answer(.refused(let refusal)), .answerThenClose(.refused(let refusal)):
            throw .answered(refusal.status, refusal.message)
        case .answer(let reply), .answerThenClose(let reply):
            return reply
        case .trickle(let reply, let pace):
            guard pace * WireAnswer(reply).body.count < timeout else {
                throw .broken("no answer in time", status: reply.status)
            }
            return try Delivery.answer(reply).received(within: timeout)
        case .status(let status, let message, let retryAfter):
            throw .answered(status, message, retryAfter: retryAfter)
        case .redirect(let target):
            throw .redirected(status: 307, target: target)
        case .garbage(.refused(let refusal)):
            throw .answered(refusal.status, nil)
        case .garbage(let reply):
            throw .unreadable(status: reply.status)
        case .closed:
            throw .broken("the connection was closed before the answer was complete")
        case .cutOff(let reply):
            throw .broken("the connection was closed before the answer was complete", status: reply.status)
        case .timedOut:
            throw .broken("no answer in time")
        case .givenUp:
            throw .broken("the request was given up")
        case .unreachable:
            throw .refusedBeforeProcessing(.init(reason: "no connection"))
        }
    }
}

extension ServiceError {
    /// An answer with this status and message, told apart as ``RemoteUserService`` does.
    ///
    /// - Parameter retryAfter: The header's value in seconds; dates are left to the client over HTTP.
    fileprivate static func answered(
        _ status: Int, _ message: String?, retryAfter: String? = nil
    ) -> ServiceError {
        let words = message ?? "HTTP \(status)"
        let wait = retryAfter.flatMap { Int($0) }.map { Duration.seconds($0) }
        func disturbance(_ reason: String) -> Disturbance {
            Disturbance(reason: reason, status: status, retryAfter: wait)
        }
        switch status {
        case 200..<300: return .unreadable(status: status)
        case 300..<400: return .redirected(status: status, target: "nowhere")
        case 400..<500 where wait != nil && status != 429: return .outcomeUnknown(disturbance("\(status): \(words)"))
        case 401, 403: return .notLoggedIn(message: words)
        case 404: return .unknownObject(message: words)
        case 429: return .refusedBeforeProcessing(disturbance("the server is busy (429)"))
        case 408: return .outcomeUnknown(disturbance(words))
        case 400..<500: return .rejected(status: status, message: words)
        default: return .outcomeUnknown(disturbance(message.map { "\(status): \($0)" } ?? words))
        }
    }

    /// The server said yes, but not what it did.
    static func unreadable(status: Int) -> ServiceError {
        .broken("the server's answer could not be understood", status: status)
    }

    fileprivate static func broken(_ reason: String, status: Int? = nil) -> ServiceError {
        .outcomeUnknown(.init(reason: reason, status: status))
    }
}
