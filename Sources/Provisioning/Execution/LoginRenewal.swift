internal import FlowServ

/// Logs in again when the token has died: once for all the requests that were refused together.
actor LoginRenewal {
    private let logIn: (@Sendable () async throws(ServiceError) -> Void)?
    private var logins = 0
    private var running: Task<ServiceError?, Never>?
    /// A login that failed is not tried again: the run stops, and a wrong password must not lock the account.
    private var failure: ServiceError?

    init(logIn: (@Sendable () async throws(ServiceError) -> Void)?) {
        self.logIn = logIn
    }

    /// How many logins were made so far: ask before a request and hand it to ``renew(since:)`` when the request was
    /// refused.
    var count: Int { logins }

    /// Makes a new login, unless one was made since the refused request left.
    ///
    /// - Parameter refusal: The server's words, which are thrown when there is no way to log in.
    /// - Returns: Whether a login was made now.
    /// - Throws: Why there is no new login.
    func renew(since count: Int, after refusal: ServiceError) async throws(ServiceError) -> Bool {
        guard count == logins else { return false }
        guard let logIn else { throw refusal }
        if let failure { throw failure }
        let isFirst = running == nil
        let task = running ?? Task { await self.login(logIn) }
        running = task
        if let failure = await task.value { throw failure }
        return isFirst
    }

    /// It is counted before anybody who waits for it goes on.
    private func login(_ logIn: @Sendable () async throws(ServiceError) -> Void) async -> ServiceError? {
        defer { running = nil }
        do {
            try await logIn()
            logins += 1
            return nil
        } catch {
            failure = error
            return error
        }
    }
}
