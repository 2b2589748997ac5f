internal import FlowServ

extension Executor {
    /// The accounts that the server lists now; reading is retried freely, and ends at once when the run stops.
    func listing() async throws(ExecutionStop) -> Listing {
        let reading = Task { [pacer, service, settings, timekeeper] in
            await attempt { () async throws(ServiceError) in
                try await Reading(
                    repetition: Repetition(settings: settings, timekeeper: timekeeper), logIn: renewal
                ) { () async throws(ServiceError) in
                    try await pacer.pass { () async throws(ServiceError) in try await service.listing() }
                }.listing()
            }
        }
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
}

extension Executor {
    /// Logs in again, and says so.
    private var renewal: (@Sendable () async throws(ServiceError) -> Void)? {
        guard let logIn else { return nil }
        return { [report] () async throws(ServiceError) in
            try await logIn()
            report(.loggedInAgain)
        }
    }
}

extension Pacer {
    /// The request, so that it waits for its turn.
    func passing(
        _ request: @escaping @Sendable () async throws(ServiceError) -> Void
    ) -> @Sendable () async throws(ServiceError) -> Void {
        { () async throws(ServiceError) in try await self.pass(request) }
    }

    /// Lets a request pass that belongs to no account: it waits for its turn as every other.
    ///
    /// - Throws: What the request throws; when the run stops, that it was not sent.
    func pass<Value: Sendable>(
        _ request: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        guard let ticket = await turn() else {
            throw .refusedBeforeProcessing(.init(reason: "the run has stopped"))
        }
        let answer = await attempt(request)
        // Its latency says nothing about that of registers.
        done(ticket, answer.signal(latency: nil))
        return try answer.get()
    }
}
