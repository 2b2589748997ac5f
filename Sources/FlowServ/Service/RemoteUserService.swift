public import Accounts
internal import Bytes
internal import Synchronization

/// flowServ's user API over HTTP.
///
/// The session's token is sent with every call that is not given another one.  The first call that needs a token
/// determines which header name works; see ``TokenHeader``.
public final class RemoteUserService: UserService {
    /// The address and routes of the server.
    public let descriptor: ServiceDescriptor
    private let transport: HTTPTransport
    private let bodies: RequestBody
    private let answers: AnswerReader
    private let session: Mutex<Session>
    private let observer: (@Sendable (RequestRecord) -> Void)?

    private static let smallAnswer = 1 << 20
    private static let largeAnswer = 1 << 30

    /// Creates a service with known routes.
    ///
    /// - Parameters:
    ///   - descriptor: The server's address and routes.
    ///   - token: A token from an earlier login, if there is one.
    ///   - settings: The connection settings.
    /// - Throws: ``ServiceError/refusedBeforeProcessing(_:)`` if the certificate file cannot be read.
    public init(
        descriptor: ServiceDescriptor, token: AccessToken? = nil,
        settings: ConnectionSettings = ConnectionSettings()
    ) throws(ServiceError) {
        try Self.refuseUnchecked(descriptor.address, settings)
        self.descriptor = descriptor
        transport = try HTTPTransport(settings: settings)
        bodies = RequestBody(labels: settings.labels)
        answers = AnswerReader(labels: settings.labels)
        session = Mutex(Session(token: token, settledHeader: settings.tokenHeader))
        observer = settings.observer
    }

    /// Refuses a tunnel to a server that has no name: its certificate would be checked against the proxy's address.
    private static func refuseUnchecked(_ server: ServerAddress, _ settings: ConnectionSettings) throws(ServiceError)
    {
        guard settings.proxy != nil, server.scheme == "https", server.addressBytes != nil else { return }
        throw .refusedBeforeProcessing(
            .init(
                reason: "the certificate of \(server.host), which is no name, cannot be checked through a proxy",
                cause: .proxy))
    }

    /// Creates a service that shares everything with another one except its session.
    private init(besides other: RemoteUserService) {
        descriptor = other.descriptor
        transport = other.transport
        bodies = other.bodies
        answers = other.answers
        observer = other.observer
        session = Mutex(Session(token: nil, settledHeader: other.session.withLock { $0.settledHeader }))
    }

    /// Returns a service for the same server and connections with a session of its own, not logged in.
    ///
    /// Its login and logout do not affect this service's session.  Shutting down either one closes the connections of
    /// both.
    public func withoutLogin() -> RemoteUserService {
        RemoteUserService(besides: self)
    }

    /// Connects to a server and reads the routes from its descriptor.
    ///
    /// - Throws: ``ServiceError/notAFlowServ(reason:)`` if something else answers at the address.
    public static func connect(
        to address: ServerAddress, token: AccessToken? = nil,
        settings: ConnectionSettings = ConnectionSettings()
    ) async throws(ServiceError) -> RemoteUserService {
        try refuseUnchecked(address, settings)
        let probe = try HTTPTransport(settings: settings)
        let answer: Answer
        do {
            // Without the trailing slash, the server answers with a redirect.
            answer = try await probe.send(
                OutgoingRequest(url: address.url + "/", method: "GET", sizeLimit: smallAnswer))
        } catch {
            await probe.shutdown()
            throw error
        }
        await probe.shutdown()
        if answer.status == 404 {
            throw .notAFlowServ(reason: "404 at \(address.url)/")
        }
        let reader = AnswerReader(labels: settings.labels)
        try reader.accept(answer)
        if answer.coding != nil || ForeignAnswer.Content(of: answer.body) == .signIn { throw reader.foreign(answer) }
        if ForeignAnswer.Content(of: answer.body) == .page {
            throw .notAFlowServ(
                reason: "a web page answers at \(address.url)/, perhaps a sign-in page or that of a proxy")
        }
        let descriptor = try ServiceDescriptor(address: address, document: answer.body)
        return try RemoteUserService(descriptor: descriptor, token: token, settings: settings)
    }

    /// Closes all connections.  Await it before the process ends.
    public func shutdown() async {
        await transport.shutdown()
    }

    /// Activates a pending account (`POST users/activate`).
    public func activateUser(_ id: UserID) async throws(ServiceError) -> User {
        try answers.activated(id, try await call(.activate, about: id.rawValue, body: bodies.activate(id)))
    }

    /// Lists the active accounts (`GET users`), or only those whose name starts with `query`.
    public func listUsers(query: String?) async throws(ServiceError) -> [User] {
        let listing = try await read(suffix: query.map { "?query=" + PercentEncoding.encode($0) } ?? "")
        guard let query else { return Array(listing) }
        // The server matches with LIKE: % and _ are wildcards, and case is ignored.
        return listing.filter { $0.username.text.utf8.starts(with: query.utf8) }
    }

    /// Reads all active accounts (`GET users`) as they arrive.
    public func listing() async throws(ServiceError) -> Listing {
        try await read(suffix: "")
    }

    private func read(suffix: String) async throws(ServiceError) -> Listing {
        let answer = try await call(
            .list, suffix: suffix, sizeLimit: Self.largeAnswer, listingLabels: answers.labels)
        guard let listing = answer.content.listing else { throw answers.foreign(answer) }
        return listing
    }

    /// Exchanges a name and password for a token and keeps it for later calls (`POST users/login`).
    public func loginUser(_ username: String, password: Secret) async throws(ServiceError) -> Login {
        let body = bodies.login(username, password: password)
        let login = try answers.login(
            username, try await call(.login, about: username, body: body, hiding: [password.reveal()]))
        session.withLock { $0.token = login.token }
        return login
    }

    /// Ends every session of the token's account (`POST users/logout`), and drops the token if it is this service's
    /// own.
    public func logoutUser(_ token: AccessToken?) async throws(ServiceError) -> User {
        let ended = token ?? session.withLock { $0.token }
        let user = try answers.user(try await call(.logout, token: ended))
        session.withLock { if $0.token == ended { $0.token = nil } }
        return user
    }

    /// Creates an account (`POST users/register`).  This client never resends the request.
    public func registerUser(
        _ username: String, password: Secret, as registration: Registration
    ) async throws(ServiceError) -> User {
        let body = bodies.register(username, password: password, as: registration)
        let secret = password.reveal()
        return try answers.registered(
            username, try await call(.register, body: body, hiding: [secret]), hiding: secret)
    }

    /// Requests a password reset id (`POST users/password/request`).
    public func requestPasswordReset(for username: String) async throws(ServiceError) -> ResetRequestID {
        let body = bodies.requestPasswordReset(username)
        return try answers.resetRequest(try await call(.requestPasswordReset, body: body))
    }

    /// Sets a password with a reset id (`POST users/password/reset`).
    public func resetPassword(
        _ request: ResetRequestID, to password: Secret
    ) async throws(ServiceError) -> User {
        let body = bodies.resetPassword(request, to: password)
        return try answers.user(
            try await call(
                .resetPassword, about: request.reveal(), body: body, hiding: [request.reveal(), password.reveal()]))
    }

    /// Returns the account that the token belongs to (`GET users/whoami`).
    public func whoamiUser(_ token: AccessToken?) async throws(ServiceError) -> User {
        try answers.user(try await call(.whoami, token: token))
    }

    /// Sends one call; if a 403 may only mean a wrong header name, tries the other name once.
    ///
    /// - Parameters:
    ///   - subject: The id or the name that the call is about, if flowServ names it in a 404.
    ///   - token: The token to send instead of the session's.
    ///   - secrets: The secrets in the body, which must not appear in an error; the token is always hidden.
    private func call(
        _ route: Route, about subject: String? = nil, token: AccessToken? = nil, suffix: String = "",
        body: [UInt8]? = nil, hiding secrets: [String] = [], sizeLimit: Int = smallAnswer,
        listingLabels: UserLabels? = nil
    ) async throws(ServiceError) -> Answer {
        var before = session.withLock { $0 }
        if let token { before.token = token }
        var request = OutgoingRequest(
            url: descriptor.url(for: route) + suffix, method: route.method, body: body, sizeLimit: sizeLimit,
            listingLabels: listingLabels)
        request.token = before.token.map { (before.header, $0) }
        var answer = try await fresh(request, route)
        if answer.status == 403, route.needsToken, let token = before.token, let other = before.otherHeader {
            request.token = (other, token)
            answer = try await fresh(request, route)
            if answer.status < 300 { session.withLock { $0.settledHeader = other } }
        } else if answer.status < 300, route.needsToken, before.token != nil {
            session.withLock { $0.settledHeader = before.header }
        }
        if !(200..<300).contains(answer.status) {
            let hidden = SentSecrets(secrets + [before.token?.reveal()].compactMap(\.self))
            try answers.accept(answer, about: subject, hiding: hidden)
        }
        return answer
    }
}

extension RemoteUserService {
    /// Sends a request; for a call that only reads, rejects an answer from a cache.
    private func fresh(_ request: OutgoingRequest, _ route: Route) async throws(ServiceError) -> Answer {
        let answer = try await send(request, route)
        guard request.method == "GET", let age = answer.age, age > 0 else { return answer }
        throw .foreignAnswer(
            ForeignAnswer(status: answer.status, content: .old(age: age), retryAfter: answer.retryAfter))
    }

    /// Sends a request and reports the result to the observer.
    private func send(_ request: OutgoingRequest, _ route: Route) async throws(ServiceError) -> Answer {
        guard let observer else { return try await transport.send(request) }
        let start = ContinuousClock.now
        func record(status: Int?, bytes: Int, failure: String?) {
            observer(
                RequestRecord(
                    route: route, status: status, duration: ContinuousClock.now - start, bytes: bytes,
                    failure: failure))
        }
        do {
            let answer = try await transport.send(request)
            record(status: answer.status, bytes: answer.content.length, failure: nil)
            return answer
        } catch {
            record(status: error.status, bytes: 0, failure: error.description)
            throw error
        }
    }
}

/// The session's token and the header that carries it.
private struct Session: Sendable {
    var token: AccessToken?
    /// The header name that was requested or is known to work.
    var settledHeader: TokenHeader?

    var header: TokenHeader { settledHeader ?? .hyphen }
    var otherHeader: TokenHeader? { settledHeader == nil ? .underscore : nil }
}
