import FlowServ
import Provisioning

/// A connection to the server, with what is needed to stay logged in.
struct ServerSession {
    let address: ServerAddress
    let service: RemoteUserService
    private let login: AdminLogin?

    /// Connects, and logs in unless a token was given.
    static func open(_ options: ServerOptions, connections: Int = 2) async throws -> ServerSession {
        let address = try options.address()
        let login = try AdminLogin.find()
        let session = try await connect(address, login, options, connections)
        if login.token == nil, let logIn = session.logIn {
            do {
                try await logIn()
            } catch {
                await session.close()
                throw Failure(login: error, as: login.account?.username ?? "?", at: address.url)
            }
        }
        return session
    }

    /// Connects with the token of the environment if there is one, and without it otherwise: most calls need none.
    static func openWithoutLogin(_ options: ServerOptions) async throws -> ServerSession {
        let token = Environment.value("FLOWSERV_ACCESS_TOKEN").map(AccessToken.init)
        return try await connect(options.address(), AdminLogin(token: token, account: nil), options, 2)
    }

    private static func connect(
        _ address: ServerAddress, _ login: AdminLogin, _ options: ServerOptions, _ connections: Int
    ) async throws -> ServerSession {
        do {
            let service = try await RemoteUserService.connect(
                to: address, token: login.token, settings: try options.connection(connections: connections))
            return ServerSession(address: address, service: service, login: login)
        } catch let error as ServiceError {
            throw Failure(error, doing: "no flowServ was found", at: address.url)
        }
    }

    /// Logs in (again), where we know how.
    var logIn: (@Sendable () async throws(ServiceError) -> Void)? {
        guard let account = login?.account else { return nil }
        return { [service] () async throws(ServiceError) in
            _ = try await service.loginUser(account.username, password: account.password)
        }
    }

    /// The whole listing.
    func listing() async throws -> [User] {
        do {
            return try await Reading(service: service, logIn: logIn).listing()
        } catch {
            throw Failure(error, doing: "the accounts cannot be listed, so nothing was sent", at: address.url)
        }
    }

    /// One call of the API, its error made readable.
    func call<Value>(
        _ doing: String, _ body: (RemoteUserService) async throws(ServiceError) -> Value
    ) async throws -> Value {
        do { return try await body(service) } catch { throw Failure(error, doing: doing, at: address.url) }
    }

    /// Closes the connections.
    func close() async {
        await service.shutdown()
    }
}
