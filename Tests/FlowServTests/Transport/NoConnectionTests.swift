import NIOCore
import NIOPosix
import NIOSSL
import TestSupport
import Testing

@testable import FlowServ

/// When no connection comes about the server surely did nothing.
@Suite(.timeLimit(.minutes(2)))
struct NoConnectionTests {
    private func register(
        _ url: String, timeout: Duration = .seconds(30), certificateAuthorities: String? = nil
    ) async throws -> ServiceError? {
        let service = try Registering.service(
            url, timeout: timeout, certificateAuthorities: certificateAuthorities)
        let outcome = await Registering.register("ann", on: service)
        await service.shutdown()
        if case .failure(let error) = outcome { return error }
        return nil
    }

    /// A port that nothing listens on; localhost is two addresses on most machines.
    @Test(arguments: ["127.0.0.1", "[::1]", "localhost"])
    func `a refused connection is not processed`(_ host: String) async throws {
        let error = try #require(try await register("http://\(host):1/api"))
        #expect(error.isRefused, "\(error)")
    }

    @Test func `a host without an address is not processed`() async throws {
        let error = try #require(try await register("http://no-such-host.invalid/api"))
        #expect(error.isRefused, "\(error)")
    }

    @Test func `a connection that is never accepted is not processed, even with a short time-out`() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1).serverChannelOption(.autoRead, value: false)
            .bind(host: "127.0.0.1", port: 0).get()
        let address = try #require(listener.localAddress)
        // With these two the kernel's queue is full, and it drops whoever comes next.
        var waiting: [any Channel] = []
        for _ in 0..<2 { waiting.append(try await ClientBootstrap(group: group).connect(to: address).get()) }
        let port = try #require(address.port)
        let outcome = try await register("http://127.0.0.1:\(port)/api", timeout: Registering.patience)
        let error = try #require(outcome)
        #expect(error.isRefused, "\(error)")
        for channel in waiting { try await channel.close() }
        try await listener.close()
    }

    @Test func `a TLS handshake that never ends is not processed`() async throws {
        let directory = try TemporaryDirectory()
        // Loading the system's authorities counts against the time for a connection, and takes a good part of it.
        let authority = try directory.write(TestAuthority().pem, to: "ca.pem")
        let log = WireLog()
        let error = try await RawServer.run(log, script: CannedFlowServ.answer) { server in
            try await register(
                "https://localhost:\(server.port)/api", timeout: Registering.patience,
                certificateAuthorities: authority)
        }
        let refusal = try #require(error)
        #expect(refusal.isRefused, "\(refusal)")
        #expect(log.bytes.first == 0x16, "a TLS record")
        #expect(log.requests.isEmpty)
    }

    @Test func `TLS to a server that speaks HTTP is not processed`() async throws {
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.writeAndFlush(ByteBuffer(string: "HTTP/1.1 400 Bad Request\r\n\r\n"))
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        let error = try #require(try await register("https://localhost:\(port)/api"))
        #expect(error.isRefused, "\(error)")
        try await listener.close()
    }

    /// Runs a server with a certificate, and registers on it as `localhost`.
    private func register(
        _ certificate: NIOSSLContext, trusting authority: TestAuthority?
    ) async throws -> (error: ServiceError?, log: WireLog) {
        let directory = try TemporaryDirectory()
        let file = try authority.map { try directory.write($0.pem, to: "ca.pem") }
        let log = WireLog()
        let error = try await RawServer.run(log, tls: certificate, script: CannedFlowServ.answer) { server in
            try await register("https://localhost:\(server.port)/api", certificateAuthorities: file)
        }
        return (error, log)
    }

    private func expectUntrusted(
        _ certificate: NIOSSLContext, trusting authority: TestAuthority?,
        because cause: ServiceError.Evidence.Cause = .certificate
    ) async throws {
        let (error, log) = try await register(certificate, trusting: authority)
        guard case .refusedBeforeProcessing(let evidence) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(evidence.cause == cause)
        #expect(log.requests.isEmpty)
    }

    @Test func `a certificate that nobody vouches for is not processed`() async throws {
        let authority = try TestAuthority()
        try await expectUntrusted(authority.server(for: "localhost"), trusting: nil)
        try await expectUntrusted(authority.server(for: "localhost"), trusting: TestAuthority("another"))
    }

    @Test func `a certificate for another host is not processed`() async throws {
        let authority = try TestAuthority()
        try await expectUntrusted(
            authority.server(for: "elsewhere.example"), trusting: authority, because: .otherHost)
    }

    @Test func `a certificate that has expired is not processed`() async throws {
        let authority = try TestAuthority()
        try await expectUntrusted(authority.server(for: "localhost", ended: true), trusting: authority)
    }

    @Test func `a trusted certificate for this host is good`() async throws {
        let authority = try TestAuthority()
        let (error, log) = try await register(authority.server(for: "localhost"), trusting: authority)
        #expect(error == nil)
        #expect(log.requests.count == 1)
    }

    @Test func `a file without certificates is refused before anything is sent`() throws {
        let reason = "no certificates can be read from /none"
        #expect(throws: ServiceError.refusedBeforeProcessing(.init(reason: reason, cause: .authorities))) {
            try Registering.service("https://localhost", certificateAuthorities: "/none")
        }
    }
}
