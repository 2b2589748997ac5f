public import FlowServ

/// Sends a request that may be sent again, until it works or the limits say that it is enough.
///
/// It is the one loop for all that belongs to no action: listings, logins, proofs, invitations.  Registers and activations
/// have one of their own, because each of their attempts is in the journal.
public struct Repetition: Sendable {
    let settings: ExecutionSettings
    let timekeeper: Timekeeper
    private let mayPass: @Sendable (ServiceError) -> Bool
    private let isOver: @Sendable () -> Bool
    private let waiting: @Sendable (Duration) -> Void

    /// A loop with the limits of these settings.
    ///
    /// - Parameters:
    ///   - settings: The limits of the run, which hold for the loop too.
    ///   - timekeeper: The clock and the source of chance.
    ///   - mayPass: Whether a failure may be gone the next time, when it is not for the kind of failure to say.
    ///   - isOver: Whether nothing is to be tried again any more, beside the end of the task.
    ///   - waiting: Hears how long the server asks us to wait, when the wait begins.
    public init(
        settings: ExecutionSettings = ExecutionSettings(), timekeeper: Timekeeper = .system(),
        mayPass: @escaping @Sendable (ServiceError) -> Bool = { $0.mayPass },
        isOver: @escaping @Sendable () -> Bool = { false }, waiting: @escaping @Sendable (Duration) -> Void = { _ in }
    ) {
        self.settings = settings
        self.timekeeper = timekeeper
        self.mayPass = mayPass
        self.isOver = isOver
        self.waiting = waiting
    }

    /// Sends the request until it works.
    ///
    /// - Throws: The last failure, when it may not pass, was not the first one for too long, or asks for a wait that is
    ///   longer than allowed.
    public func callAsFunction<Value: Sendable>(
        _ request: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        var failures = 0
        while true {
            let error: ServiceError
            do { return try await request() } catch let failure { error = failure }
            failures += 1
            let wait = error.retryAfter ?? .zero
            guard mayPass(error), wait <= settings.longestWait, failures <= settings.retries, !isOver(),
                !Task.isCancelled
            else { throw error }
            if wait > .zero { waiting(wait) }
            await timekeeper.sleep(
                settings.backoff.delay(failures: failures, jitter: timekeeper.jitter(), atLeast: wait))
        }
    }
}

extension Executor {
    /// Sends a request of the run that belongs to no action and may be sent again.  It waits for its turn, and what would
    /// end the run while accounts are made ends it here too.
    func repeatedly<Value: Sendable>(
        _ request: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        try await retried { () async throws(ServiceError) in try await pacer.pass(request) }
    }

    /// Does something that may be done again, whose requests wait for their turns by themselves, with the same limits.
    func retried<Value: Sendable>(
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
}

extension ServiceError {
    /// Whether it may be gone the next time.
    public var mayPass: Bool {
        switch self {
        case .refusedBeforeProcessing, .outcomeUnknown, .foreignAnswer: true
        case .rejected, .notLoggedIn, .unknownObject, .redirected, .notAFlowServ: false
        }
    }

    /// How long the answer asks us to wait.
    public var retryAfter: Duration? {
        switch self {
        case .refusedBeforeProcessing(let disturbance), .outcomeUnknown(let disturbance): disturbance.retryAfter
        case .foreignAnswer(let answer): answer.retryAfter
        case .rejected, .notLoggedIn, .unknownObject, .redirected, .notAFlowServ: nil
        }
    }
}
