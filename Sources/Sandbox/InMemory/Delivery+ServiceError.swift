internal import FlowServ

extension Delivery {
    /// Returns the reply, or the error that a client over HTTP would report for it.
    ///
    /// - Parameters:
    ///   - timeout: How long the client waits for the whole answer.
    ///   - secrets: The secrets in the request, which must not appear in an error.
    func received(
        within timeout: Duration, hiding secrets: SentSecrets = SentSecrets()
    ) throws(ServiceError) -> Reply {
        switch self {
        case .answer(.refused(let apiError)), .answerThenClose(.refused(let apiError)):
            throw .answered(apiError.status, apiError.message.map(secrets.hidden(inMessage:)))
        case .answer(let reply), .answerThenClose(let reply):
            return reply
        case .trickle(let reply, let pace):
            guard pace * WireAnswer(reply).body.count < timeout else {
                throw .broken("no answer in time", status: reply.status)
            }
            return try Delivery.answer(reply).received(within: timeout, hiding: secrets)
        case .status(let status, let message, let retryAfter):
            throw .answered(status, message.map(secrets.hidden(inMessage:)), retryAfter: retryAfter)
        case .redirect(let target):
            throw .redirected(status: 307, target: secrets.hidden(in: target))
        case .garbage(.refused(let apiError)):
            throw .answered(apiError.status, nil)
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
            throw .refusedBeforeProcessing(.init(reason: "connection refused"))
        }
    }
}

extension ServiceError {
    /// Returns the error for an answer with this status and message, classified like in ``RemoteUserService``.
    ///
    /// - Parameter retryAfter: The header's value in seconds; dates are left to the client over HTTP.
    fileprivate static func answered(
        _ status: Int, _ message: String?, retryAfter: String? = nil
    ) -> ServiceError {
        let wait = retryAfter.flatMap { Int($0) }.map { Duration.seconds($0) }
        func evidence(_ reason: String) -> Evidence {
            Evidence(reason: reason, status: status, retryAfter: wait)
        }
        let isOwn =
            message.map { (wait == nil || status >= 500) && (status != 404 || $0.hasPrefix("unknown ")) } ?? false
        switch (status, message) {
        case (300..<400, _): return .redirected(status: status, target: "nowhere")
        case (429, _): return .refusedBeforeProcessing(evidence("the server is busy (429)"))
        case (200..<300, _),
            (400..<500, _) where !isOwn:
            return .foreignAnswer(
                ForeignAnswer(status: status, content: message == nil ? .page : .otherJSON, retryAfter: wait))
        case (401, let words?), (403, let words?): return .notLoggedIn(message: words)
        case (404, let words?): return .unknownObject(message: words)
        case (408, let words?): return .outcomeUnknown(evidence(words))
        case (400..<500, let words?): return .rejected(status: status, message: words)
        default: return .outcomeUnknown(evidence(message.map { "\(status): \($0)" } ?? "HTTP \(status)"))
        }
    }

    /// Returns the error for a success whose body cannot be read.
    static func unreadable(status: Int) -> ServiceError {
        .foreignAnswer(ForeignAnswer(status: status, content: .page))
    }

    fileprivate static func broken(_ reason: String, status: Int? = nil) -> ServiceError {
        .outcomeUnknown(.init(reason: reason, status: status))
    }
}
