public import FlowServ

/// Reads from the server.  Reading changes nothing, so it is repeated until it works or the server is given up.
public struct Reading: Sendable {
    private let list: @Sendable () async throws(ServiceError) -> Listing
    let settings: ExecutionSettings
    let timekeeper: Timekeeper
    let logIn: (@Sendable () async throws(ServiceError) -> Void)?

    /// Reads from a service.
    ///
    /// - Parameter logIn: Logs in again when the server says that we are not; nil when we cannot.
    public init(
        service: any UserService, settings: ExecutionSettings = ExecutionSettings(),
        timekeeper: Timekeeper = .system(), logIn: (@Sendable () async throws(ServiceError) -> Void)? = nil
    ) {
        self.init(
            settings: settings, timekeeper: timekeeper, logIn: logIn,
            list: { () async throws(ServiceError) in try await service.listing() })
    }

    /// Reads with this one request.
    init(
        settings: ExecutionSettings, timekeeper: Timekeeper,
        logIn: (@Sendable () async throws(ServiceError) -> Void)?,
        list: @escaping @Sendable () async throws(ServiceError) -> Listing
    ) {
        self.list = list
        self.settings = settings
        self.timekeeper = timekeeper
        self.logIn = logIn
    }

    /// The whole listing of active accounts.
    ///
    /// - Throws: The last failure, when the server was given up or asks for a wait longer than the settings allow.
    public func listing() async throws(ServiceError) -> Listing {
        var failures = 0
        var mayLogIn = true
        while true {
            let error: ServiceError
            do { return try await list() } catch let failure { error = failure }
            if case .notLoggedIn = error, mayLogIn, let logIn {
                mayLogIn = false
                try await logIn()
                continue
            }
            failures += 1
            guard let retryAfter = error.mayPass, retryAfter <= settings.longestWait, failures <= settings.retries,
                !Task.isCancelled
            else { throw error }
            await timekeeper.sleep(
                settings.backoff.delay(failures: failures, jitter: timekeeper.jitter(), atLeast: retryAfter))
        }
    }
}

extension ServiceError {
    /// For a failure that may be gone the next time: how long the server asks to wait at least.
    fileprivate var mayPass: Duration? {
        switch self {
        case .refusedBeforeProcessing(let disturbance), .outcomeUnknown(let disturbance):
            disturbance.retryAfter ?? .zero
        case .foreignAnswer(let answer):
            answer.retryAfter ?? .zero
        case .rejected, .notLoggedIn, .unknownObject, .redirected, .notAFlowServ:
            nil
        }
    }
}
