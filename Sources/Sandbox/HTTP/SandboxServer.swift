internal import FlowServ
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// A sandbox on a port of the loopback interface.
public final class SandboxServer: Sendable {
    /// The base URL of its API, `http://127.0.0.1:PORT/flowserv/api/v1`.
    public let url: String
    /// The port that it listens on.
    public let port: Int
    /// Its accounts, faults and records.  They outlive the server and can be served again.
    public let backend: SandboxBackend
    private let accepted: AcceptedConnections
    private let running: Task<Void, any Error>

    private init(
        port: Int, backend: SandboxBackend, accepted: AcceptedConnections, running: Task<Void, any Error>
    ) {
        self.port = port
        self.accepted = accepted
        self.url = "http://127.0.0.1:\(port)\(SandboxResponder.basePath)"
        self.backend = backend
        self.running = running
    }

    /// Starts a server and returns when it is listening.
    ///
    /// - Parameters:
    ///   - backend: The flowServ to serve.
    ///   - port: The port to listen on; 0 for any free port.
    /// - Throws: The error that prevents it from listening, e.g. a port in use.
    public static func start(
        _ backend: SandboxBackend = SandboxBackend(), port: Int = 0
    ) async throws -> SandboxServer {
        let (ports, continuation) = AsyncThrowingStream.makeStream(of: Int.self)
        let accepted = AcceptedConnections()
        var logger = Logger(label: "sandbox")
        logger.logLevel = .critical
        let responder = SandboxResponder(backend: backend) { channel in
            "http://127.0.0.1:\(channel.localAddress?.port ?? port)"
        }
        let application = Application(
            responder: responder,
            server: HTTPServerBuilder { HeldChannel(http: HTTP1Channel(responder: $0), accepted: accepted) },
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                continuation.yield(channel.localAddress?.port ?? port)
                continuation.finish()
            },
            logger: logger)
        let running = Task {
            do {
                try await application.run()
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
                throw error
            }
        }
        for try await port in ports {
            return SandboxServer(port: port, backend: backend, accepted: accepted, running: running)
        }
        throw CancellationError()
    }

    /// Closes the port and all connections.
    public func stop() async {
        running.cancel()
        _ = await running.result
        await accepted.close()
    }
}
