public import FlowServ

/// Does again what may be done again, until it works or the limits say that it is enough: the one such loop.
public struct Repetition: Sendable {
    private let settings: ExecutionSettings
    private let mayPass: @Sendable (ServiceError) -> Bool
    private let isOver: @Sendable () -> Bool
    private let answers: (@Sendable () -> Int)?
    private let pause: @Sendable (Pause) async -> Void

    /// The wait that is due after a failure.
    struct Pause: Sendable {
        /// How many attempts have failed so far, from 1.
        let failures: Int
        /// How long the server asks us to wait.
        let atLeast: Duration
    }

    /// A loop with the limits of these settings, which waits between two attempts.
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
        self.init(settings: settings, mayPass: mayPass, isOver: isOver, answers: nil) { pause in
            if pause.atLeast > .zero { waiting(pause.atLeast) }
            await timekeeper.sleep(
                settings.backoff.delay(
                    failures: pause.failures, jitter: timekeeper.jitter(), atLeast: pause.atLeast))
        }
    }

    /// A loop that waits in its own way.
    ///
    /// - Parameters:
    ///   - answers: How many answers the server has given to anybody.  A failure counts only when there are new ones: while
    ///     the server answers nobody, it is not this request's fault.  With nil every failure counts.
    ///   - pause: Waits between two attempts.
    init(
        settings: ExecutionSettings, mayPass: @escaping @Sendable (ServiceError) -> Bool,
        isOver: @escaping @Sendable () -> Bool, answers: (@Sendable () -> Int)?,
        pause: @escaping @Sendable (Pause) async -> Void
    ) {
        self.settings = settings
        self.mayPass = mayPass
        self.isOver = isOver
        self.answers = answers
        self.pause = pause
    }

    /// Sends a request until it works.
    ///
    /// - Throws: The last failure, when it may not pass, was not the first one for too long, or asks for a wait that is
    ///   longer than allowed.
    public func callAsFunction<Value: Sendable>(
        _ request: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        try await attempts { () async -> Attempt<Value> in
            do throws(ServiceError) { return .done(try await request()) } catch { return .failed(error) }
        }.get()
    }

    /// Makes attempts until one is done.
    ///
    /// - Returns: What came of the last one.
    func attempts<Value: Sendable, Failure: Error>(
        _ attempt: () async throws(Failure) -> Attempt<Value>
    ) async throws(Failure) -> Result<Value, ServiceError> {
        var failures = 0
        var lastAnswers = 0
        while true {
            switch try await attempt() {
            case .done(let value): return .success(value)
            case .failed(let error):
                let answers = self.answers?()
                if answers ?? .max > lastAnswers { failures += 1 }
                lastAnswers = answers ?? 0
                let wait = error.retryAfter ?? .zero
                guard mayPass(error), wait <= settings.longestWait, failures <= settings.retries, !isOver(),
                    !Task.isCancelled
                else { return .failure(error) }
                await pause(Pause(failures: failures, atLeast: wait))
            }
        }
    }
}

/// What came of one attempt.
enum Attempt<Value: Sendable>: Sendable {
    /// It is over, whatever has come of it.
    case done(Value)
    /// It failed, and may be repeated.
    case failed(ServiceError)
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
        case .refusedBeforeProcessing(let evidence), .outcomeUnknown(let evidence): evidence.retryAfter
        case .foreignAnswer(let answer): answer.retryAfter
        case .rejected, .notLoggedIn, .unknownObject, .redirected, .notAFlowServ: nil
        }
    }

    /// What went wrong, without what it means for the request.
    public var reason: String {
        switch self {
        case .refusedBeforeProcessing(let evidence), .outcomeUnknown(let evidence): evidence.reason
        default: description
        }
    }
}
