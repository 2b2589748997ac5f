/// The handling of one call, from its arrival to its delivery.
extension SandboxBackend {
    /// Returns the name of the account that a token belongs to.
    func username(of token: String?) -> String? {
        catchUp()
        return model.username(of: token, at: clock.now())
    }

    /// Handles one call, with any fault that applies to it.
    ///
    /// - Parameters:
    ///   - incoming: The call.
    ///   - patience: How long the client waits for the answer; nil for no limit.  The work is done in any case.
    func exchange(_ incoming: IncomingCall, patience: Duration? = nil) async -> Delivery {
        guard reachable else { return .unreachable }
        catchUp()
        tickets += 1
        let ticket = tickets
        records[ticket] = log.arrived(incoming, at: clock.now())
        let effect = faults.effect(on: incoming)
        let delivery = await handle(incoming, ticket: ticket, effect: effect, patience: patience)
        if let record = records[ticket] { log.answered(record, delivery.summary, at: clock.now()) }
        return delivery
    }

    private func handle(
        _ incoming: IncomingCall, ticket: Int, effect: FaultEffect?, patience: Duration?
    ) async -> Delivery {
        var delay = options.latency
        switch effect {
        case .statusBefore(let status, let message, let retryAfter):
            finish(ticket)
            return .status(status, message: message, retryAfter: retryAfter)
        case .closeBefore:
            finish(ticket)
            return .closed
        case .redirect(let target):
            finish(ticket)
            return .redirect(target)
        case .late(let later):
            queue.add(.init(due: clock.now() + later, ticket: ticket, work: .carryOut(incoming)))
            return .closed
        case .delay(let longer):
            delay += longer
        default: break
        }
        switch await carryOut(incoming, ticket: ticket, after: delay, patience: patience) {
        case .done(let reply): return deliver(reply, effect: effect)
        case .timedOut: return .timedOut
        case .givenUp: return .givenUp
        }
    }

    private func deliver(_ reply: Reply, effect: FaultEffect?) -> Delivery {
        switch effect {
        case .statusAfter(let status, let message, let retryAfter):
            .status(status, message: message, retryAfter: retryAfter)
        case .closeAfter: .closed
        case .cutOff: .cutOff(reply)
        case .garbage: .garbage(reply)
        case .trickle(let pace): .trickle(reply, every: pace)
        case .answerThenClose: .answerThenClose(reply)
        default: .answer(reply)
        }
    }

    private enum Wait {
        case done(Reply)
        case timedOut
        case givenUp
    }

    /// Does the work, at once or after a while, and waits for its result as long as the client does.
    private func carryOut(
        _ incoming: IncomingCall, ticket: Int, after delay: Duration, patience: Duration?
    ) async -> Wait {
        let start = clock.now()
        awaited.insert(ticket)
        defer { awaited.remove(ticket) }
        queue.add(.init(due: start + delay, ticket: ticket, work: .carryOut(incoming)))
        catchUp()
        var wait = delay > .zero ? delay : (options.registerGap ?? .zero)
        while true {
            if let reply = results.removeValue(forKey: ticket) { return .done(reply) }
            let left = patience.map { $0 - (clock.now() - start) } ?? wait
            if left <= .zero { return .timedOut }
            do {
                try await clock.sleep(min(wait, left))
            } catch {
                return .givenUp
            }
            catchUp()
            wait = options.registerGap ?? wait
        }
    }
}
