import FlowServ
import Sandbox
import Testing

/// How a sandbox is called.
enum Wire: String, CaseIterable, CustomTestStringConvertible {
    case memory = "in memory"
    case http = "over HTTP"

    var testDescription: String { rawValue }

    /// Does something with a client of the sandbox and ends what it began.
    ///
    /// - Parameter timeout: How long the client waits for an answer.
    func serve(
        _ backend: SandboxBackend = SandboxBackend(), timeout: Duration = .seconds(60),
        _ body: @Sendable (any UserService, SandboxBackend) async throws -> Void
    ) async throws {
        switch self {
        case .memory:
            try await body(InMemoryUserService(backend, timeout: timeout), backend)
        case .http:
            try await serveOverHTTP(backend, timeout, body)
        }
    }

    private func serveOverHTTP(
        _ backend: SandboxBackend, _ timeout: Duration,
        _ body: @Sendable (any UserService, SandboxBackend) async throws -> Void
    ) async throws {
        let server = try await SandboxServer.start(backend)
        var settings = ConnectionSettings()
        settings.timeout = timeout
        let client = try RemoteUserService(
            descriptor: .init(address: ServerAddress(server.url)), settings: settings)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(client, backend))
        } catch {
            result = .failure(error)
        }
        await client.shutdown()
        await server.stop()
        try result.get()
    }
}
