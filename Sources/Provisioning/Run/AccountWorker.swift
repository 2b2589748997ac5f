internal import Accounts
internal import FlowServ
internal import Roster

/// Carries out one account's action from intent to outcome; each worker of a run handles one account at a time.
struct AccountWorker: Sendable {
    let server: ServerAccess
    let recorder: ActionRecorder
    let findings: RunFindings
    let credentials: RunCredentials

    private var stop: StopSignal { server.stop }

    /// Advances an action as far as possible now, and reports it.
    func work(on action: Action) async {
        // Its request was sent by an earlier process; the clock counts from the start of this one.
        if action.state == .unknown { return recorder.deferred.add(action, since: .zero) }
        guard !findings.gate.holds(action) else { return }
        do throws(ExecutionStop) {
            if let ended = try await advance(action) { recorder.conclude(ended) }
        } catch {
            stop.raise(error)
        }
    }

    /// Registers and activates until the action has ended, is unknown or held, or the run stops.
    ///
    /// - Returns: The resulting action; nil if its end is reported separately, once it is durable.
    private func advance(_ start: Action) async throws(ExecutionStop) -> Action? {
        var action = start
        while stop.reason == nil, action.isOpen, !findings.gate.holds(action) {
            switch action.state {
            case .planned:
                guard let registered = try await register(action).action else { return nil }
                action = registered
            case .registered, .activating:
                guard let activated = try await activate(action).action else { return nil }
                // The creator of the account knows its password, so replace it at once; a failure is retried at the
                // end.
                try await replacePassword(of: activated)
                return activated
            default: return action
            }
        }
        return action
    }

    /// Sends the one further register that settling allows, for an action whose name the listing does not show.
    ///
    /// - Returns: The action with flowServ's message, if it refused with the answer for a taken name: that may be the
    ///   account of the first register, which became visible only after the listing.
    func registerAgain(_ unknown: Action) async throws(ExecutionStop) -> (action: Action, words: String)? {
        let step = try await register(unknown, settling: true)
        guard let again = step.action else { return nil }
        if again.state == .unknown { return step.taken.map { (again, $0) } }
        if let ended = try await advance(again) { recorder.conclude(ended) }
        return nil
    }

    // MARK: - Two calls

    /// Sends one register, and repeats it only if it certainly did nothing.
    ///
    /// - Parameter settling: Whether an earlier register of this name may have succeeded.  Then no error proves
    ///   anything about the name, and the action stays unknown.
    private func register(_ action: Action, settling: Bool = false) async throws(ExecutionStop) -> Step {
        guard let password = credentials.password(action.username) else {
            // Without a password it cannot be registered again, and whether it exists as pending is unknown.
            if settling { return Step(action) }
            return Step(try await recorder.record(.skipped("there is no longer a password for it"), of: action))
        }
        let registration: Registration = action.wanted == .pending || findings.gate.isClosed ? .pending : .active
        if !settling, let reason = findings.interceptions.reasonToSkip(registration) {
            return Step(try await recorder.record(.skipped(reason), of: action))
        }
        let request = Request(
            call: .register(action.username, as: registration, settling ? .settling : .unlisted),
            intent: settling ? .registerSentAgain : .registerSent,
            withdrawal: settling ? .registerLost : .registerNotProcessed,
            origin: credentials.origin(action.username),
            send: { () async throws(ServiceError) in
                try await server.service.registerUser(action.username.text, password: password, as: registration)
            })
        return try await send(request, about: action)
    }

    /// Sends one activation.  It is idempotent, so it is sent again if its answer is lost.
    private func activate(_ action: Action) async throws(ExecutionStop) -> Step {
        guard let id = action.state.userID else { return Step(action) }
        let request = Request(
            call: .activate(action.username), intent: .activateSent, withdrawal: .activationNotProcessed,
            send: { () async throws(ServiceError) in try await server.service.activateUser(id) })
        return try await send(request, about: action)
    }

    /// One request for one action.
    private struct Request {
        /// The call, for which ``Outcome`` interprets the answer.
        let call: Outcome.Call
        /// The event committed just before the request is sent.
        let intent: ActionEvent
        /// The event committed if the request is not sent after all.
        let withdrawal: ActionEvent
        /// The origin of its password, if it is delivered.
        var origin: PasswordOrigin?
        let send: () async throws(ServiceError) -> User
    }

    /// The result of a request for its action.
    private struct Step {
        /// The resulting action; nil if its end is reported separately, or decided together with others.
        let action: Action?
        /// The server's message, if it refused with the answer for a taken name while the name was settled.
        var taken: String?

        init(_ action: Action?, taken: String? = nil) {
            self.action = action
            self.taken = taken
        }
    }

    // MARK: - One request

    /// Sends a request, and repeats it as long as its failures are harmless.
    ///
    /// After each failure the action returns to its previous state before the wait, so that a stop or a crash during
    /// the wait finds nothing in flight.
    private func send(_ request: Request, about start: Action) async throws(ExecutionStop) -> Step {
        var action = start
        let result = try await repetition.attempts { () async throws(ExecutionStop) -> Attempt<Step> in
            guard let ticket = await server.pacer.turn() else { return .done(Step(action)) }
            let (sent, answer) = try await send(request, about: action, using: ticket)
            guard let answer else { return .done(Step(try await recorder.record(request.withdrawal, of: sent))) }
            findings.count(answer, to: request.call)
            switch Outcome(of: answer, to: request.call) {
            case .happened(let event):
                return .done(Step(try await happened(event, to: sent, error: answer.failure, origin: request.origin)))
            case .taken(let words):
                return .done(Step(try await recorder.record(.registerLost, of: sent, answer.failure), taken: words))
            case .again(let event):
                action = try await recorder.record(event, of: sent, answer.failure)
                guard let error = answer.failure else { return .done(Step(action)) }
                await server.stopIfGone(error)
                if stop.reason == nil { server.report(.retrying(action.username, reason: error.reason)) }
                return .failed(error)
            }
        }
        switch result {
        case .success(let step): return step
        case .failure(let error): return Step(stop.reason == nil ? try await giveUp(action, after: error) : action)
        }
    }

    /// Repeats as long as the server answers no request: that is not the account's fault.  The pacer does the
    /// waiting.
    private var repetition: Repetition {
        Repetition(
            settings: server.settings, mayPass: { _ in true }, isOver: { [stop] in stop.reason != nil },
            answers: { [server] in server.pacer.pace.answers }, pause: { _ in })
    }

    /// Commits the intent, sends the request and returns the turn.
    ///
    /// - Returns: The action with its intent, and the answer; nil if nothing was sent after all.
    private func send(
        _ request: Request, about action: Action, using ticket: Pace.Ticket
    ) async throws(ExecutionStop) -> (sent: Action, answer: Result<User, ServiceError>?) {
        let sent: Action
        do {
            sent = try await recorder.record(request.intent, of: action, origin: request.origin)
        } catch {
            server.pacer.done(ticket, .nothing)
            throw error
        }
        // The run may have stopped while the intent was being written to the disk.
        guard stop.reason == nil else {
            server.pacer.done(ticket, .nothing)
            return (sent, nil)
        }
        let departure = server.timekeeper.now()
        let answer = await attempt(request.send).about(action.username)
        server.pacer.done(ticket, answer.signal(latency: server.timekeeper.now() - departure))
        return (sent, answer)
    }

    /// Commits the result of a request.
    ///
    /// - Returns: The resulting action; nil if its end is reported separately, or decided together with others.
    private func happened(
        _ event: ActionEvent, to sent: Action, error: ServiceError?, origin: PasswordOrigin?
    ) async throws(ExecutionStop) -> Action? {
        if event == .activated { findings.unknownIDs.trust() }
        if case .idUnknown(let words) = event, !findings.unknownIDs.isTrusted {
            let answer = UnknownIDs.Item(action: sent, words: words, error: error)
            if let count = findings.unknownIDs.add(answer) { stop.raise(.unknownIDs(count: count)) }
            return nil
        }
        // A single worker cannot share a commit; its steps stay in one order.
        let sharesCommits = server.settings.concurrency > 1 && !findings.adopted.contains(sent.username)
        if error == nil, sharesCommits, event.isPlannedEnd(of: sent) {
            try recorder.recordEnd(event, of: sent, origin: origin)
            return nil
        }
        let action = try await recorder.record(event, of: sent, error, origin: origin)
        if let error { await server.stopIfGone(error) }
        return action
    }

    /// Gives up: the server answers other requests but not this account's, so what can be left is left to the next
    /// run.
    private func giveUp(_ action: Action, after error: ServiceError) async throws(ExecutionStop) -> Action {
        guard action.state == .planned || action.state.isRegistered else { return action }
        return try await recorder.record(
            .skipped("given up after \(action.attempts) attempts; the next run tries again"), of: action, error)
    }

    // MARK: - An adopted account

    /// Gives an adopted account a new first password as soon as it is active, which ends all sessions that used the
    /// old one.  It is safe to repeat as a whole: until it succeeds, the account stays adopted in the journal.
    ///
    /// - Returns: Why it could not be done; nil if it is done or not needed.
    @discardableResult
    func replacePassword(of action: Action) async throws(ExecutionStop) -> DeliveryRecord.Kept? {
        guard let id = findings.adopted.all[action.username], action.state == .active(id) else { return nil }
        guard let password = credentials.password(action.username) else {
            return kept(action, "there is no password for it")
        }
        do throws(JournalError) {
            try recorder.journal.replacingPassword(of: action, with: credentials.origin(action.username))
            switch await reset(action.username, to: password) {
            case .success(let user) where user.id == id && user.username == action.username:
                try recorder.journal.replacedPassword(of: action.username)
                findings.adopted.remove(action.username)
                return nil
            case .success: return kept(action, "the answer is about another account")
            case .failure(let error): return kept(action, "\(error)")
            }
        } catch {
            throw .journal(error)
        }
    }

    private func reset(_ username: AccountName, to password: Secret) async -> Result<User, ServiceError> {
        await attempt { () async throws(ServiceError) in
            try await server.repeatedly { () async throws(ServiceError) in
                let request = try await server.pass { () async throws(ServiceError) in
                    try await server.service.requestPasswordReset(for: username.text)
                }
                return try await server.pass { () async throws(ServiceError) in
                    try await server.service.resetPassword(request, to: password)
                }
            }
        }
    }

    private func kept(_ action: Action, _ reason: String) -> DeliveryRecord.Kept {
        DeliveryRecord.Kept(action.username, "its first password could not be set: \(reason)")
    }
}

extension ActionEvent {
    /// Returns whether the server has confirmed that an action has reached the state in its roster row.
    fileprivate func isPlannedEnd(of action: Action) -> Bool {
        switch self {
        case .createdActive, .activated: true
        case .createdPending: action.wanted == .pending
        default: false
        }
    }
}
