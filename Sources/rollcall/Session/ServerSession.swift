import Accounts
import FlowServ
import Provisioning

/// A connection to the server that can renew its login.
struct ServerSession {
    let address: ServerAddress
    let service: RemoteUserService
    private let login: AdminLogin?
    private var logsOut = false

    /// Connects, and logs in unless a token was given.
    ///
    /// - Parameters:
    ///   - logsOut: Whether the session on the server ends when this one is closed.
    ///   - tally: Counts the requests, if that is needed.
    static func open(
        _ options: ServerOptions, connections: Int = 2, logsOut: Bool = false, tally: RequestTally? = nil
    ) async throws -> ServerSession {
        let address = try options.address()
        let login = try AdminLogin.find(for: address)
        var session = try await connect(
            address, as: login, settings: try options.connection(connections: connections, tally: tally))
        if login.token == nil, let logIn = session.logIn {
            do {
                try await logIn()
            } catch {
                await session.close()
                throw Failure(login: error, as: login.account?.username ?? "?", at: address.url)
            }
        }
        session.logsOut = logsOut
        return session
    }

    /// Connects with the token of the environment if there is one, and without it otherwise, because most calls need
    /// none.
    static func openWithoutLogin(_ options: ServerOptions) async throws -> ServerSession {
        let address = try options.address()
        let login = AdminLogin(token: try AdminLogin.token(for: address), account: nil)
        return try await connect(address, as: login, settings: try options.connection())
    }

    private static func connect(
        _ address: ServerAddress, as login: AdminLogin, settings: ConnectionSettings
    ) async throws -> ServerSession {
        do {
            let service = try await RemoteUserService.connect(
                to: address, token: login.token, settings: settings)
            return ServerSession(address: address, service: service, login: login)
        } catch {
            throw Failure(error, doing: "flowServ cannot be reached", at: address.url)
        }
    }

    /// Logs in, also repeatedly, if a name and password are available.
    ///
    /// If one account first logs in several times at the same moment, for example from shards that start together,
    /// flowServ answers some of the logins with a server error.  The next attempt receives the token of another one.
    /// An answer that is not from flowServ proves nothing about the password, so it is retried too.
    var logIn: (@Sendable () async throws(ServiceError) -> Void)? {
        guard let account = login?.account else { return nil }
        var settings = ExecutionSettings()
        settings.retries = 3
        let repetition = Repetition(
            settings: settings, timekeeper: Surroundings.current.timekeeper(), mayPass: \.loginMayPass,
            waiting: Self.mention)
        return { [service] () async throws(ServiceError) in
            _ = try await repetition { () async throws(ServiceError) in
                try await service.loginUser(account.username, password: account.password)
            }
        }
    }

    /// Reports that the server requested a wait.
    @Sendable private static func mention(_ wait: Duration) {
        Console.progress(WaitText.sentence(wait))
    }

    /// Returns the complete listing.
    func listing() async throws -> Listing {
        do {
            return try await RepeatedListing(
                service: service,
                repetition: Repetition(
                    timekeeper: Surroundings.current.timekeeper(), waiting: Self.mention), logIn: logIn
            ).listing()
        } catch {
            throw Failure(error, doing: "the accounts cannot be listed, so nothing was sent", at: address.url)
        }
    }

    /// Performs one call of the API and converts its error.
    ///
    /// - Parameter changes: Whether it may change something.
    func call<Value>(
        _ doing: String, changes: Bool = false, _ body: (RemoteUserService) async throws(ServiceError) -> Value
    ) async throws -> Value {
        do { return try await body(service) } catch {
            throw Failure(error, doing: doing, at: address.url, changes: changes)
        }
    }

    /// Logs in as a user, which proves the password.  The session ends at once.
    @Sendable func logsIn(_ username: AccountName, _ password: Secret) async throws(ServiceError) -> User {
        let somebody = service.withoutLogin()
        let user = try await somebody.loginUser(username.text, password: password).user
        // The token is not needed; the server would list it for a day.
        _ = try? await somebody.logoutUser()
        return user
    }

    /// Logs out if requested, and closes the connections.
    func close() async {
        if logsOut { await logOut() }
        await service.shutdown()
    }

    private func logOut() async {
        do {
            _ = try await service.logoutUser()
            if login?.isSaved == true { try SavedLogins().remove(address) }
        } catch {
            Console.note("warning: logout failed: \(PrintableText.escaped("\(error)"))")
        }
    }
}

extension ServiceError {
    /// Whether the server reports that it is busy or failed, or something else answered instead.
    fileprivate var loginMayPass: Bool {
        switch self {
        case .refusedBeforeProcessing(let evidence): evidence.status != nil
        case .outcomeUnknown(let evidence): evidence.status.map { $0 >= 500 } ?? false
        case .foreignAnswer: true
        default: false
        }
    }
}
