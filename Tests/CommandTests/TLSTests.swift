import NIOSSL
import TestSupport
import Testing

/// TLS through the real binary, with an authority and certificates made for the test.
struct TLSTests {
    private static let authority = Result { try TestAuthority() }
    private static let stranger = Result { try TestAuthority("somebody else") }

    /// A certificate, whether its authority is known, and what is said of it; nil when nothing is wrong.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let certificate: @Sendable () throws -> NIOSSLContext
        var isKnown = true
        let complaint: String?
    }

    private static let unverified = "the server's certificate has expired, or no trusted authority has signed it"

    private static let cases = [
        Case(
            testDescription: "good", certificate: { try authority.get().server(for: "localhost") }, complaint: nil),
        Case(
            testDescription: "for another host",
            certificate: { try authority.get().server(for: "elsewhere.example") },
            complaint: "the server's certificate is for another host"),
        Case(
            testDescription: "expired", certificate: { try authority.get().server(for: "localhost", ended: true) },
            complaint: unverified),
        Case(
            testDescription: "from an unknown authority",
            certificate: { try stranger.get().server(for: "localhost") },
            complaint: unverified),
        Case(
            testDescription: "from an authority that only --cacert would know",
            certificate: { try authority.get().server(for: "localhost") }, isKnown: false,
            complaint: unverified),
    ]

    @Test(arguments: cases) func `a certificate is verified before anything is sent`(_ item: Case) async throws {
        let log = WireLog()
        let ending = try await RawServer.run(log, tls: item.certificate(), script: CannedFlowServ.answer) { server in
            let rollcall = try Command(server: "https://localhost:\(server.port)/api")
            let authority = try rollcall.home.write(Self.authority.get().pem, to: "ca.pem")
            let trusting = item.isKnown ? ["--cacert", authority] : []
            return try await rollcall.run(["user", "request-password-reset", "ann"] + trusting)
        }
        guard let complaint = item.complaint else {
            ending.expect(0)
            #expect(ending.output == "r1\n")
            return
        }
        ending.expect(5)
        #expect(log.requests.isEmpty)
        #expect(ending.errors.contains(complaint), "\(ending.errors)")
        let remedy = complaint.hasSuffix("for another host") ? "--server URL" : "--cacert FILE"
        #expect(ending.errors.contains(remedy), "\(ending.errors)")
    }

    @Test(arguments: [TLSVersion.tlsv1, .tlsv11, .tlsv12, .tlsv13])
    func `TLS is 1.2 or later, and a server that is older is told from others`(version: TLSVersion) async throws {
        let log = WireLog()
        let context = try Self.authority.get().server(for: "localhost", newest: version)
        let ending = try await RawServer.run(log, tls: context, script: CannedFlowServ.answer) { server in
            let rollcall = try Command(server: "https://localhost:\(server.port)/api")
            let authority = try rollcall.home.write(Self.authority.get().pem, to: "ca.pem")
            return try await rollcall("user", "request-password-reset", "ann", "--cacert", authority)
        }
        guard version == .tlsv1 || version == .tlsv11 else { return ending.expect(0) }
        ending.expect(5)
        #expect(log.requests.isEmpty)
        #expect(ending.errors.contains("TLS 1.2"), "\(ending.errors)")
    }
}
