public import FlowServ

extension Executor {
    /// One request about one action.
    struct Request {
        /// What is asked for, as ``Outcome`` judges the answer.
        let call: Outcome.Call
        /// What is committed just before it leaves.
        let intent: ActionEvent
        /// What is committed when it does not leave after all.
        let withdrawal: ActionEvent
        /// What the password in it is made of, where it is handed out.
        var origin: PasswordOrigin?
        let send: () async throws(ServiceError) -> User
    }

    /// Sends a request, and again as long as its failures are harmless.
    ///
    /// After each failure the action is back in the state it came from before anybody waits, so that a stop
    /// or a crash during the wait finds nothing in flight.
    func persist(_ start: Action, with request: Request) async throws(ExecutionStop) -> Step {
        var action = start
        var persistence = Persistence(retries: settings.retries)
        while let ticket = await pacer.turn() {
            let (sent, answer) = try await deliver(request, about: action, using: ticket)
            guard let answer else { return Step(try await record(request.withdrawal, of: sent)) }
            let error = answer.failure
            if case .activate = request.call, error?.isAboutAnotherName ?? false { otherNames.add(sent.username) }
            interceptions.count(answer, to: request.call)
            switch Outcome(of: answer, to: request.call) {
            case .happened(let event)
            where error == nil && sharesCommits && event.isEnd(of: sent) && !adopted.contains(sent.username):
                if event == .activated { unknownIDs.trust() }
                try concludeLater(event, of: sent, origin: request.origin)
                return Step(nil)
            case .happened(.idUnknown(let words)):
                return Step(try await doubt(sent, words: words, error: error))
            case .happened(let event):
                if event == .activated { unknownIDs.trust() }
                let action = try await record(event, of: sent, error, origin: request.origin)
                if let error { await stopIfGone(error) }
                return Step(action)
            case .taken(let words):
                return Step(try await record(.registerLost, of: sent, error), taken: words)
            case .again(let event):
                action = try await record(event, of: sent, error)
                guard let error else { continue }
                await stopIfGone(error)
                if stop.reason == nil { report(.retrying(action.username, reason: error.reason)) }
                if stop.reason == nil, persistence.isExhausted(answers: pacer.pace.answers) {
                    return Step(try await giveUp(action, after: error))
                }
            }
        }
        return Step(action)
    }

    /// Whether a worker goes on while its outcome is committed.  A single worker has nobody to share with; its steps stay in
    /// one order.
    private var sharesCommits: Bool { settings.concurrency > 1 }

    /// Commits the intent, sends the request and hands the turn back.
    ///
    /// - Returns: The action with its intent, and the answer; nil when nothing was sent after all.
    private func deliver(
        _ request: Request, about action: Action, using ticket: Pace.Ticket
    ) async throws(ExecutionStop) -> (sent: Action, answer: Result<User, ServiceError>?) {
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
            return (sent, nil)
        }
        let departure = timekeeper.now()
        let answer = await attempt(request.send).about(action.username)
        pacer.done(ticket, answer.signal(latency: timekeeper.now() - departure))
        return (sent, answer)
    }

    /// Stops the run early when nobody has been answered for long, or will be for long.
    func stopIfGone(_ error: ServiceError) async {
        switch error {
        case .refusedBeforeProcessing(let disturbance), .outcomeUnknown(let disturbance):
            stopIfGone(reason: disturbance.reason, retryAfter: disturbance.retryAfter)
        case .foreignAnswer(let answer):
            await stopUnlessFlowServSpeaks(error, retryAfter: answer.retryAfter)
        case .redirected:
            await stopUnlessFlowServSpeaks(error, retryAfter: nil)
        case .rejected, .notLoggedIn, .unknownObject, .notAFlowServ:
            break
        }
    }

    private func stopIfGone(reason: String, retryAfter: Duration?) {
        if let tooLong = tooLongWait(retryAfter) {
            stop.raise(tooLong)
        } else if pacer.pace.failedRounds >= settings.patience {
            stop.raise(.serverUnreachable(reason: reason))
        }
    }

    /// What ends the run when the server asks for a wait that is longer than allowed.
    func tooLongWait(_ wait: Duration?) -> ExecutionStop? {
        guard let wait, wait > settings.longestWait else { return nil }
        return .serverUnreachable(reason: "it asks us to come back in \(wait.components.seconds) s")
    }

    /// A firewall may dislike one request and let all others pass, or answer all of them.  A question about nobody tells
    /// which: when flowServ answers that one, whatever it says, the trouble is this account's own.
    private func stopUnlessFlowServSpeaks(_ error: ServiceError, retryAfter: Duration?) async {
        if pacer.pace.failedRounds > 0, stop.reason == nil {
            _ = await attempt { () async throws(ServiceError) in
                try await pacer.pass { () async throws(ServiceError) in try await service.whoamiUser() }
            }
        }
        stopIfGone(reason: error.reason, retryAfter: retryAfter)
    }

    /// The server works for others and not for this account: what can be left alone is left to the next run.
    private func giveUp(_ action: Action, after error: ServiceError) async throws(ExecutionStop) -> Action {
        guard action.state == .planned || action.state.isRegistered else { return action }
        return try await record(
            .skipped("given up after \(action.attempts) attempts; the next apply tries again"), of: action, error)
    }
}

/// How long one action is tried again.
struct Persistence {
    let retries: Int
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
    /// What went wrong, if anything did.
    var failure: ServiceError? { if case .failure(let error) = self { error } else { nil } }

    /// What the answer says about the server's condition.
    func signal(latency: Duration?) -> Pace.Signal {
        guard case .failure(let error) = self else { return .answered(latency: latency) }
        return switch error {
        case .refusedBeforeProcessing(let disturbance), .outcomeUnknown(let disturbance):
            .troubled(retryAfter: disturbance.retryAfter)
        case .foreignAnswer(let answer): .troubled(retryAfter: answer.retryAfter)
        case .redirected: .troubled(retryAfter: nil)
        case .rejected, .unknownObject, .notLoggedIn: .answered(latency: latency)
        case .notAFlowServ: .nothing
        }
    }
}

extension ServiceError {
    /// Whether a good answer came, about an account of another name.
    fileprivate var isAboutAnotherName: Bool {
        if case .foreignAnswer(let answer) = self, case .otherName = answer.content { true } else { false }
    }

    /// What went wrong, without what it means for the request.
    public var reason: String {
        switch self {
        case .refusedBeforeProcessing(let disturbance), .outcomeUnknown(let disturbance): disturbance.reason
        default: description
        }
    }
}
