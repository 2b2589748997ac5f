public import FlowServ

/// A repeated read from the server.  Reading changes nothing, so it is repeated until it succeeds or the server is
/// given up.
public struct RepeatedListing: Sendable {
    private let list: @Sendable () async throws(ServiceError) -> Listing
    private let repetition: Repetition
    private let logIn: (@Sendable () async throws(ServiceError) -> Void)?

    /// Creates a read of a service.
    ///
    /// - Parameters:
    ///   - service: The server.
    ///   - repetition: How often it is tried.
    ///   - logIn: Logs in again if the server requires it; nil if that is not possible.
    public init(
        service: any UserService, repetition: Repetition = Repetition(),
        logIn: (@Sendable () async throws(ServiceError) -> Void)? = nil
    ) {
        self.init(
            repetition: repetition, logIn: logIn,
            list: { () async throws(ServiceError) in try await service.listing() })
    }

    /// Creates a read with this request.
    init(
        repetition: Repetition, logIn: (@Sendable () async throws(ServiceError) -> Void)?,
        list: @escaping @Sendable () async throws(ServiceError) -> Listing
    ) {
        self.list = list
        self.repetition = repetition
        self.logIn = logIn
    }

    /// Returns the complete listing of active accounts.
    ///
    /// - Throws: The last failure, if the server was given up or requests a wait longer than the settings allow.
    public func listing() async throws(ServiceError) -> Listing {
        var hasLoggedIn = false
        return try await repetition { () async throws(ServiceError) in
            do throws(ServiceError) {
                return try await list()
            } catch {
                guard case .notLoggedIn = error, !hasLoggedIn, let logIn else { throw error }
                try await logIn()
                hasLoggedIn = true
                return try await list()
            }
        }
    }
}
