public import FlowServ

/// Repeats an operation that may be repeated until it succeeds or reaches the limits: the only such loop.
public struct Repetition: Sendable {
    private let settings: ExecutionSettings
    private let mayPass: @Sendable (ServiceError) -> Bool
    private let isOver: @Sendable () -> Bool
    private let answers: (@Sendable () -> Int)?
    private let pause: @Sendable (Pause) async -> Void

    /// The wait that is due after a failure.
    struct Pause: Sendable {
        /// The number of failed attempts so far, from 1.
        let failures: Int
        /// The minimum wait that the server requests.
        let atLeast: Duration
    }

    /// Creates a loop with the limits of these settings, which waits between two attempts.
    ///
    /// - Parameters:
    ///   - settings: The limits of the run, which apply to the loop too.
    ///   - timekeeper: The clock and the source of randomness.
    ///   - mayPass: Whether a failure may be temporary, if its kind does not decide that.
    ///   - isOver: Whether to stop trying, besides when the task ends.
    ///   - waiting: Called with the wait that the server requests, when the wait begins.
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

    /// Creates a loop with its own way of waiting.
    ///
    /// - Parameters:
    ///   - answers: Returns the number of answers that the server has given to any request.  A failure counts only if
    ///     there are new ones: while the server answers no request, the failure is not this request's fault.  If nil,
    ///     every failure counts.
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

    /// Sends a request until it succeeds.
    ///
    /// - Throws: The last failure, if it is permanent, has repeated too long, or requests a wait that is longer than
    ///   allowed.
    public func callAsFunction<Value: Sendable>(
        _ request: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        try await attempts { () async -> Attempt<Value> in
            do throws(ServiceError) { return .done(try await request()) } catch { return .failed(error) }
        }.get()
    }

    /// Makes attempts until one is done.
    ///
    /// - Returns: The result of the last one.
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

/// The result of one attempt.
enum Attempt<Value: Sendable>: Sendable {
    /// It is over, with any result.
    case done(Value)
    /// It failed and may be repeated.
    case failed(ServiceError)
}

extension ServiceError {
    /// Whether the failure may be temporary.
    public var mayPass: Bool {
        switch self {
        case .refusedBeforeProcessing, .outcomeUnknown, .foreignAnswer: true
        case .rejected, .notLoggedIn, .unknownObject, .redirected, .notAFlowServ: false
        }
    }

    /// The wait that the answer requests.
    public var retryAfter: Duration? {
        switch self {
        case .refusedBeforeProcessing(let evidence), .outcomeUnknown(let evidence): evidence.retryAfter
        case .foreignAnswer(let answer): answer.retryAfter
        case .rejected, .notLoggedIn, .unknownObject, .redirected, .notAFlowServ: nil
        }
    }

    /// The failure in words, without its meaning for the request.
    public var reason: String {
        switch self {
        case .refusedBeforeProcessing(let evidence), .outcomeUnknown(let evidence): evidence.reason
        default: description
        }
    }
}
