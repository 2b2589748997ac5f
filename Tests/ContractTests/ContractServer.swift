import Accounts
import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// A server under contract: clients for it, and a look behind its API.
struct ContractServer: Sendable {
    enum Host: Sendable {
        case memory(SandboxBackend)
        case sandbox(SandboxServer)
        case real(RealFlowServ)
    }

    /// A row of its database.
    struct Row: Hashable, Sendable {
        let id: String
        let isActive: Bool
    }

    let host: Host
    let clients: ClientPool

    /// The base URL of its API.  There is none in memory.
    var url: String {
        get throws {
            switch host {
            case .memory: try #require(nil as String?, "a server in memory has no URL")
            case .sandbox(let server): server.url
            case .real(let server): server.url
            }
        }
    }

    /// Its API without our client.
    var raw: RawHTTP {
        get throws { RawHTTP(try url) }
    }

    /// A client with a session of its own.
    func client(token: AccessToken? = nil, header: TokenHeader? = nil) async throws -> any UserService {
        if case .memory(let backend) = host { return InMemoryUserService(backend, token: token) }
        var settings = ConnectionSettings()
        settings.tokenHeader = header
        settings.timeout = .seconds(60)
        let client = try await RemoteUserService.connect(
            to: ServerAddress(try url), token: token, settings: settings)
        clients.add(client)
        return client
    }

    /// The rows with exactly this name, pending ones too.
    func rows(named name: String) async throws -> [Row] {
        switch host {
        case .memory(let backend): await Self.rows(named: name, in: backend)
        case .sandbox(let server): await Self.rows(named: name, in: server.backend)
        case .real(let server):
            try server.accounts().filter { $0.name.utf8.elementsEqual(name.utf8) }
                .map { Row(id: $0.id, isActive: $0.isActive) }
        }
    }

    /// Gives an active account's name a second row, as two registers at once do.
    func duplicateRow(named name: String) async throws {
        switch host {
        case .memory(let backend): await backend.addAccount(name, password: "another")
        case .sandbox(let server): await server.backend.addAccount(name, password: "another")
        case .real(let server): try server.duplicateRow(named: name)
        }
    }

    private static func rows(named name: String, in backend: SandboxBackend) async -> [Row] {
        await backend.accounts().filter { $0.username.utf8.elementsEqual(name.utf8) }
            .map { Row(id: $0.id, isActive: $0.active) }
    }
}

/// A name that no other test uses.
func newName(_ stem: String = "user") -> String {
    "\(stem)-\(UUID().uuidString.prefix(13).lowercased())"
}

extension AccessToken {
    /// No token that the server ever gave out; the listing does not mind.
    static let unknown = AccessToken("no-token-of-this-server")
}

extension ServiceError {
    /// What our client makes of an internal error of the server.
    static let internalError = ServiceError.outcomeUnknown(.init(reason: "HTTP 500", status: 500))
    /// What it makes of a call that needs a token and has none that is good.
    static let noSession = ServiceError.notLoggedIn(message: "not logged in")

    /// What it makes of a name or id that nobody (active) has.
    static func unknownUser(_ name: String) -> ServiceError { .unknownObject(message: "unknown user '\(name)'") }

    static func duplicateUser(_ name: String) -> ServiceError {
        .rejected(status: 400, message: "duplicate user '\(name)'")
    }
}
