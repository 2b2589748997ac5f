internal import FlowServ

/// The server as one run uses it: every request waits for its turn, and a server that is gone stops the run.
struct ServerAccess: Sendable {
    let service: any UserService
    let settings: ExecutionSettings
    /// Its sleeps end early when the run stops.
    let timekeeper: Timekeeper
    let stop: StopSignal
    let pacer: Pacer
    let report: @Sendable (ExecutionEvent) -> Void
    /// Logs in again, when the server lets a request pass; nil when we cannot.
    private let logIn: (@Sendable () async throws(ServiceError) -> Void)?

    /// - Parameter logIn: Logs in again when the server says that we are not; nil when we cannot.
    init(
        _ service: any UserService, settings: ExecutionSettings, timekeeper: Timekeeper, stop: StopSignal,
        logIn: (@Sendable () async throws(ServiceError) -> Void)?,
        report: @escaping @Sendable (ExecutionEvent) -> Void
    ) {
        self.service = service
        self.settings = settings
        self.timekeeper = timekeeper.waking(on: stop)
        self.stop = stop
        self.report = report
        self.logIn = logIn
        // For a wait that is longer than allowed nobody waits: the run stops.
        pacer = Pacer(
            settings.pace, timekeeper: self.timekeeper, stop: stop, widthChanged: { report(.width($0)) },
            waiting: { if $0 <= settings.longestWait { report(.waiting($0)) } })
    }

    /// The accounts that the server lists now.  Reading is repeated freely, and ends at once when the run stops.
    func listing() async throws(ExecutionStop) -> Listing {
        let reading = Task { await attempt { () async throws(ServiceError) in try await patientListing() } }
        let listener = stop.whenRaised { reading.cancel() }
        let answer = await withTaskCancellationHandler {
            await reading.value
        } onCancel: {
            reading.cancel()
        }
        stop.forget(listener)
        if let reason = stop.reason { throw reason }
        do {
            return try answer.get()
        } catch {
            if case .notLoggedIn(let message) = error { throw .notLoggedIn(reason: message) }
            // flowServ says this to a login only.
            if error.isUnknownUser { throw .notLoggedIn(reason: "the new login was refused: \(error.words)") }
            throw tooLongWait(error.retryAfter) ?? .serverUnreachable(reason: error.description)
        }
    }

    private func patientListing() async throws(ServiceError) -> Listing {
        let repetition = Repetition(settings: settings, timekeeper: timekeeper)
        return try await RepeatedListing(repetition: repetition, logIn: renewal) { () async throws(ServiceError) in
            try await pass { () async throws(ServiceError) in try await service.listing() }
        }.listing()
    }

    /// Logs in again, and says so.
    private var renewal: (@Sendable () async throws(ServiceError) -> Void)? {
        guard let logIn else { return nil }
        return { () async throws(ServiceError) in
            try await pass(logIn)
            report(.loggedInAgain)
        }
    }

    /// Sends a request that belongs to no action when its turn comes.
    ///
    /// - Throws: What the request throws; when the run stops, that it was not sent.
    func pass<Value: Sendable>(
        _ request: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        guard let ticket = await pacer.turn() else {
            throw .refusedBeforeProcessing(.init(reason: "the run has stopped"))
        }
        let answer = await attempt(request)
        // Its latency says nothing about that of registers.
        pacer.done(ticket, answer.signal(latency: nil))
        return try answer.get()
    }

    /// Does something that belongs to no action and may be done again, whose requests use ``pass(_:)``.  What would stop
    /// the run while accounts are made stops it here too.
    func repeatedly<Value: Sendable>(
        _ work: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        let repetition = Repetition(
            settings: settings, timekeeper: timekeeper, isOver: { [stop] in stop.reason != nil })
        return try await repetition { () async throws(ServiceError) in
            do throws(ServiceError) {
                return try await work()
            } catch {
                if stop.reason == nil { await stopIfGone(error) }
                throw error
            }
        }
    }

    /// Stops the run early when nobody has been answered for long, or will be for long.
    func stopIfGone(_ error: ServiceError) async {
        switch error {
        case .refusedBeforeProcessing, .outcomeUnknown: break
        // A firewall may dislike one request and let all others pass, or answer all of them.  A question about nobody
        // tells which: when flowServ answers that one, whatever it says, the failure is this account's own.
        case .foreignAnswer, .redirected:
            if pacer.pace.failedRounds > 0, stop.reason == nil {
                _ = await attempt { () async throws(ServiceError) in
                    try await pass { () async throws(ServiceError) in try await service.whoamiUser() }
                }
            }
        case .rejected, .notLoggedIn, .unknownObject, .notAFlowServ: return
        }
        if let tooLong = tooLongWait(error.retryAfter) {
            stop.raise(tooLong)
        } else if pacer.pace.failedRounds >= settings.patience {
            stop.raise(.serverUnreachable(reason: error.reason))
        }
    }

    /// Why the run stops when the server asks for a wait that is longer than allowed; nil when it does not.
    private func tooLongWait(_ wait: Duration?) -> ExecutionStop? {
        guard let wait, wait > settings.longestWait else { return nil }
        return .serverUnreachable(reason: "it asks us to come back in \(wait.components.seconds) s")
    }
}

/// A typed throw as a value, for where an error is an outcome and not an exception.
func attempt<Value: Sendable>(
    _ body: () async throws(ServiceError) -> Value
) async -> Result<Value, ServiceError> {
    do { return .success(try await body()) } catch { return .failure(error) }
}

extension ExecutionSettings {
    fileprivate var pace: Pace.Limits {
        Pace.Limits(
            ceiling: max(1, concurrency), interval: rate.map { .seconds(1 / $0) } ?? .zero, backoff: backoff)
    }
}

extension Result where Failure == ServiceError {
    /// What went wrong, if anything did.
    var failure: ServiceError? { if case .failure(let error) = self { error } else { nil } }

    /// What the answer says about the server's condition.
    func signal(latency: Duration?) -> Pace.Signal {
        guard case .failure(let error) = self else { return .answered(latency: latency) }
        return switch error {
        case .refusedBeforeProcessing, .outcomeUnknown, .foreignAnswer, .redirected:
            .failed(retryAfter: error.retryAfter)
        case .rejected, .unknownObject, .notLoggedIn: .answered(latency: latency)
        case .notAFlowServ: .nothing
        }
    }
}
