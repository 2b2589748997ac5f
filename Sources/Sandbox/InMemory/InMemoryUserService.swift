public import Accounts
public import FlowServ

/// A ``SandboxBackend`` that is called directly: the same behaviour and the same errors as over HTTP, without a
/// network.
public actor InMemoryUserService: UserService {
    /// The server that it calls; several services may share one.
    public nonisolated let backend: SandboxBackend
    private let timeout: Duration
    private var token: AccessToken?

    /// Creates a client of a server in memory.
    ///
    /// - Parameters:
    ///   - backend: The server.
    ///   - token: A token from an earlier login, if there is one.
    ///   - timeout: The maximum time for an answer on the server's clock; after it the outcome is unknown.
    public init(
        _ backend: SandboxBackend = SandboxBackend(), token: AccessToken? = nil,
        timeout: Duration = .seconds(30)
    ) {
        self.backend = backend
        self.token = token
        self.timeout = timeout
    }

    /// Activates a pending account.
    public func activateUser(_ id: UserID) async throws(ServiceError) -> User {
        try await user(IncomingCall(.activate, .success(.activate(id: .text(id.rawValue)))))
    }

    /// Lists the active accounts whose name starts with `query`, or all.
    public func listUsers(query: String?) async throws(ServiceError) -> [User] {
        let token = token?.reveal()
        let reply = try await reply(
            to: IncomingCall(.list, .success(.list(query: query, token: token))), hiding: [token].compactMap(\.self))
        guard case .listing(let handles) = reply else { throw .unreadable(status: reply.status) }
        let users = handles.map { User(id: UserID(rawValue: $0.id), username: AccountName($0.username)) }
        guard let query else { return users }
        return users.filter { $0.username.text.utf8.starts(with: query.utf8) }
    }

    /// Exchanges a name and password for a token and keeps it for later calls.
    public func loginUser(_ username: String, password: Secret) async throws(ServiceError) -> Login {
        let call = Call.login(username: .text(username), password: .text(password.reveal()))
        let handle = try await handle(
            IncomingCall(.login, username: username, .success(call)), hiding: [password.reveal()])
        let token = AccessToken(handle.token ?? "")
        self.token = token
        return Login(user: handle.user, token: token)
    }

    /// Ends every session of the token's account, and drops the token if it is this service's own.
    public func logoutUser(_ token: AccessToken?) async throws(ServiceError) -> User {
        let ended = token ?? self.token
        let user = try await user(of: ended) { IncomingCall(.logout, .success(.logout(token: $0))) }
        if self.token == ended { self.token = nil }
        return user
    }

    /// Creates an account.
    public func registerUser(
        _ username: String, password: Secret, as registration: Registration
    ) async throws(ServiceError) -> User {
        let call = Call.register(
            username: .text(username), password: .text(password.reveal()), verify: registration == .pending)
        return try await user(
            IncomingCall(.register, username: username, .success(call)), hiding: [password.reveal()])
    }

    /// Requests a password reset id.
    public func requestPasswordReset(for username: String) async throws(ServiceError) -> ResetRequestID {
        let call = Call.requestPasswordReset(username: .text(username))
        let reply = try await reply(
            to: IncomingCall(.requestPasswordReset, username: username, .success(call)))
        guard case .resetRequest(let id) = reply else { throw .unreadable(status: reply.status) }
        return ResetRequestID(id)
    }

    /// Sets a password with a reset id.
    public func resetPassword(_ request: ResetRequestID, to password: Secret) async throws(ServiceError)
        -> User
    {
        let call = Call.resetPassword(id: .text(request.reveal()), password: .text(password.reveal()))
        return try await user(
            IncomingCall(.resetPassword, .success(call)), hiding: [request.reveal(), password.reveal()])
    }

    /// Returns the account that the token belongs to.
    public func whoamiUser(_ token: AccessToken?) async throws(ServiceError) -> User {
        try await user(of: token ?? self.token) { IncomingCall(.whoami, .success(.whoami(token: $0))) }
    }

    private func user(
        of token: AccessToken?, _ call: (String?) -> IncomingCall
    ) async throws(ServiceError) -> User {
        let token = token?.reveal()
        return try await user(call(token), hiding: [token].compactMap(\.self))
    }

    private func user(_ call: IncomingCall, hiding secrets: [String] = []) async throws(ServiceError) -> User {
        try await handle(call, hiding: secrets).user
    }

    private func handle(_ call: IncomingCall, hiding secrets: [String] = []) async throws(ServiceError) -> Handle {
        switch try await reply(to: call, hiding: secrets) {
        case .created(let handle), .account(let handle): return handle
        case let reply: throw .unreadable(status: reply.status)
        }
    }

    private func reply(to call: IncomingCall, hiding secrets: [String] = []) async throws(ServiceError) -> Reply {
        try await backend.exchange(call, patience: timeout).received(within: timeout, hiding: SentSecrets(secrets))
    }
}

extension Handle {
    fileprivate var user: User { User(id: UserID(rawValue: id), username: AccountName(username)) }
}
