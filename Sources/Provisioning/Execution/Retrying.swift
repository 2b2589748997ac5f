internal import FlowServ

extension Executor {
    /// One kind of request about one action.
    struct Request {
        /// What is committed just before it leaves.
        let intent: ActionEvent
        /// What is committed when it surely did nothing.
        let refusal: ActionEvent
        /// What the password in it is made of, where it is handed out.
        var origin: PasswordOrigin?
        let send: () async throws(ServiceError) -> User
        /// What an answer or a failure comes to.
        let outcome: (Result<User, ServiceError>) -> Outcome
    }

    /// Sends a request, and again as long as its failures are harmless.
    ///
    /// After each failure the action is back in the state it came from before anybody waits, so that a stop
    /// or a crash during the wait finds nothing in flight.
    ///
    /// - Returns: The action as it is now; nil when it has come to its planned end, which is reported once it is durable.
    func persist(_ start: Action, with request: Request) async throws(ExecutionStop) -> Action? {
        var action = start
        var persistence = Persistence(retries: settings.retries)
        while let ticket = await pacer.turn() {
            let logins = await renewal.count
            let (sent, outcome) = try await deliver(request, action, ticket)
            switch outcome {
            case .unsent:
                return try await record(request.refusal, of: sent)
            case .happened(let event, nil) where sharesCommits && event.isEnd(of: sent):
                try concludeLater(event, of: sent, origin: request.origin)
                return nil
            case .happened(let event, let error):
                let action = try await record(event, of: sent, error, origin: request.origin)
                if case .outcomeUnknown(let disturbance)? = error { stopIfGone(disturbance) }
                return action
            case .refused(let error):
                action = try await record(harmless(error, request), of: sent, error)
                try await react(to: error, action, logins: logins, &persistence)
                if stop.reason == nil, persistence.isExhausted(answers: pacer.pace.answers) {
                    return try await giveUp(action, error)
                }
            }
        }
        return action
    }

    /// Whether a worker goes on while its outcome is committed.  A single worker has nobody to share with; its steps stay in
    /// one order.
    private var sharesCommits: Bool { settings.concurrency > 1 }

    /// Commits the intent, sends the request and hands the turn back.
    private func deliver(
        _ request: Request, _ action: Action, _ ticket: Pace.Ticket
    ) async throws(ExecutionStop) -> (sent: Action, outcome: Outcome) {
        let sent: Action
        do {
            sent = try await record(request.intent, of: action, origin: request.origin)
        } catch {
            pacer.done(ticket, .nothing)
            throw error
        }
        // The run may have stopped while the intent was on its way to the disk.
        guard stop.reason == nil else {
            pacer.done(ticket, .nothing)
            return (sent, .unsent)
        }
        let departure = timekeeper.now()
        let answer = await attempt(request.send)
        pacer.done(ticket, answer.signal(latency: timekeeper.now() - departure))
        return (sent, request.outcome(answer))
    }

    /// A lost activation may have been carried out; only then the action stays where it is.
    private func harmless(_ error: ServiceError, _ request: Request) -> ActionEvent {
        if case .outcomeUnknown = error { .activationLost } else { request.refusal }
    }

    /// Logs in again, or stops the run when the server has nothing for us any more.
    private func react(
        to error: ServiceError, _ action: Action, logins: Int, _ persistence: inout Persistence
    ) async throws(ExecutionStop) {
        switch error {
        case .notLoggedIn(let message):
            guard stop.reason == nil else { return }
            guard persistence.mayLogIn else { throw .notLoggedIn(reason: message) }
            persistence.mayLogIn = false
            try await logInAgain(since: logins, after: error)
        case .refusedBeforeProcessing(let disturbance), .outcomeUnknown(let disturbance):
            stopIfGone(disturbance)
            if stop.reason == nil { report(.retrying(action.username, reason: disturbance.reason)) }
        default:
            throw .serverUnreachable(reason: error.description)
        }
    }

    /// Stops the run early when nobody has been answered for long, or will be for long.
    private func stopIfGone(_ disturbance: ServiceError.Disturbance) {
        if let wait = disturbance.retryAfter, wait > settings.longestWait {
            stop.raise(.serverUnreachable(reason: "it asks us to come back in \(wait.components.seconds) s"))
        } else if pacer.pace.failedRounds >= settings.patience {
            stop.raise(.serverUnreachable(reason: disturbance.reason))
        }
    }

    private func logInAgain(since count: Int, after refusal: ServiceError) async throws(ExecutionStop) {
        do {
            if try await renewal.renew(since: count, after: refusal) { report(.loggedInAgain) }
        } catch {
            switch error {
            case .notLoggedIn(let message): throw .notLoggedIn(reason: message)
            // flowServ says "unknown user" for a wrong password too.
            case .rejected, .unknownObject: throw .notLoggedIn(reason: "the new login was refused: \(error.words)")
            default: throw .serverUnreachable(reason: "no new login: \(error)")
            }
        }
    }

    /// The server works for others and not for this account: what can be left alone is left to the next run.
    private func giveUp(_ action: Action, _ error: ServiceError) async throws(ExecutionStop) -> Action {
        guard action.state == .planned || action.state.isRegistered else { return action }
        return try await record(
            .skipped("given up after \(action.attempts) attempts; the next apply tries again"), of: action, error)
    }
}

/// How long one action is tried again.
struct Persistence {
    let retries: Int
    /// A token is renewed once for an action; when that does not help, another login would not either.
    var mayLogIn = true
    private var failures = 0
    private var lastAnswers = 0

    init(retries: Int) {
        self.retries = retries
    }

    /// Counts a failure, if the server has answered others since the last one; while it answers nobody, it is not
    /// the account's fault.
    mutating func isExhausted(answers: Int) -> Bool {
        if answers > lastAnswers { failures += 1 }
        lastAnswers = answers
        return failures > retries
    }
}

extension Result where Failure == ServiceError {
    /// What the answer says about the server's condition.
    func signal(latency: Duration?) -> Pace.Signal {
        guard case .failure(let error) = self else { return .answered(latency: latency) }
        return switch error {
        case .refusedBeforeProcessing(let disturbance), .outcomeUnknown(let disturbance):
            .troubled(retryAfter: disturbance.retryAfter)
        case .rejected, .unknownObject: .answered(latency: latency)
        case .notLoggedIn, .redirected, .notAFlowServ: .nothing
        }
    }
}
