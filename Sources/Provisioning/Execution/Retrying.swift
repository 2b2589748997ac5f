internal import FlowServ

extension Executor {
    /// Repeats one request as long as its failures are harmless.
    ///
    /// After each failure the action is back in the state it came from before anybody waits, so that a stop
    /// or a crash during the wait finds nothing in flight.
    func retrying(
        _ start: Action, refused event: ActionEvent,
        _ send: (Action) async throws(ExecutionStop) -> (sent: Action, outcome: Outcome)
    ) async throws(ExecutionStop) -> Action {
        var action = start
        var failures = 0
        var hasLoggedIn = false
        while true {
            let (sent, outcome) = try await send(action)
            switch outcome {
            case .happened(let event, let error):
                return try await record(event, of: sent, error)
            case .refused(let error):
                action = try await record(harmless(error, event), of: sent, error)
                if case .notLoggedIn(let message) = error {
                    guard !hasLoggedIn else { throw .notLoggedIn(reason: message) }
                    try await logIn(message)
                    hasLoggedIn = true
                    continue
                }
                failures += 1
                try await pause(error, failures, action)
            }
            if stop.reason != nil { return action }
        }
    }

    /// A lost activation may have been carried out; only then the action stays where it is.
    private func harmless(_ error: ServiceError, _ event: ActionEvent) -> ActionEvent {
        if case .outcomeUnknown = error { .activationLost } else { event }
    }

    private func logIn(_ message: String) async throws(ExecutionStop) {
        guard let logIn = credentials.logIn else { throw .notLoggedIn(reason: message) }
        do {
            try await logIn()
        } catch {
            throw .notLoggedIn(reason: error.description)
        }
        report(.loggedInAgain)
    }

    /// Waits before the next attempt, or gives the server up.
    private func pause(_ error: ServiceError, _ failures: Int, _ action: Action) async throws(ExecutionStop) {
        let retryAfter: Duration?
        switch error {
        case .refusedBeforeProcessing(let disturbance), .outcomeUnknown(let disturbance):
            retryAfter = disturbance.retryAfter
        default:
            throw .serverUnreachable(reason: error.description)
        }
        guard failures <= settings.retries else { throw .serverUnreachable(reason: error.description) }
        let wait = settings.backoff.delay(
            failures: failures, jitter: timekeeper.jitter(), atLeast: retryAfter)
        report(.retrying(action.username, reason: error.description, wait: wait))
        await timekeeper.sleep(wait)
    }
}
