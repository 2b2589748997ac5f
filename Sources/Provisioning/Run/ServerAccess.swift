internal import FlowServ

/// The server as used by one run: every request waits for its turn, and a server that is gone stops the run.
struct ServerAccess: Sendable {
    let service: any UserService
    let settings: ExecutionSettings
    /// The clock, whose sleeps end early when the run stops.
    let timekeeper: Timekeeper
    let stop: StopSignal
    let pacer: Pacer
    let report: @Sendable (ExecutionEvent) -> Void
    /// Logs in again if the server requires it; nil if that is not possible.
    private let logIn: (@Sendable () async throws(ServiceError) -> Void)?

    /// Creates the access.
    ///
    /// - Parameter logIn: Logs in again if the server requires it; nil if that is not possible.
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
        // A wait that is longer than allowed is not waited for: the run stops.
        pacer = Pacer(
            settings.pace, timekeeper: self.timekeeper, stop: stop, widthChanged: { report(.width($0)) },
            waiting: { if $0 <= settings.longestWait { report(.waiting($0)) } })
    }

    /// Returns the accounts that the server lists now.  Reading is repeated as needed, and ends at once when the run
    /// stops.
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
            // flowServ gives this answer only to a login.
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

    /// Logs in again, and reports it.
    private var renewal: (@Sendable () async throws(ServiceError) -> Void)? {
        guard let logIn else { return nil }
        return { () async throws(ServiceError) in
            try await pass(logIn)
            report(.loggedInAgain)
        }
    }

    /// Sends a request that belongs to no action when its turn comes.
    ///
    /// - Throws: The request's error; if the run stops, an error that states that it was not sent.
    func pass<Value: Sendable>(
        _ request: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        guard let ticket = await pacer.turn() else {
            throw .refusedBeforeProcessing(.init(reason: "the run has stopped"))
        }
        let answer = await attempt(request)
        // Its latency is not comparable with that of registers.
        pacer.done(ticket, answer.signal(latency: nil))
        return try answer.get()
    }

    /// Repeats an operation that belongs to no action and may be repeated, whose requests use ``pass(_:)``.  What
    /// would stop the run while accounts are created stops it here too.
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

    /// Stops the run early if no request has been answered for long, or none will be.
    func stopIfGone(_ error: ServiceError) async {
        switch error {
        case .refusedBeforeProcessing, .outcomeUnknown: break
        // A firewall may block one request and pass all others, or block all of them.  A request about no account
        // distinguishes the two: if flowServ answers it in any way, the failure concerns this account only.
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

    /// Returns why the run stops if the server requests a wait that is longer than allowed; nil if it does not.
    private func tooLongWait(_ wait: Duration?) -> ExecutionStop? {
        guard let wait, wait > settings.longestWait else { return nil }
        return .serverUnreachable(reason: "it asks for a pause of \(wait.components.seconds) s")
    }
}

/// Returns a typed throw as a value, for code in which an error is an outcome and not an exception.
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
    /// The error, if there was one.
    var failure: ServiceError? { if case .failure(let error) = self { error } else { nil } }

    /// Returns what the answer indicates about the server's condition.
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
