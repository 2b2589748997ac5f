import Accounts
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import TestSupport
import Testing

@testable import FlowServ

struct ClassificationTests {
    /// All of them end before the first byte of a request can leave.
    private static let beforeSending: [any Error] = [
        HTTPClientError.connectTimeout, HTTPClientError.tlsHandshakeTimeout,
        HTTPClientError.getConnectionFromPoolTimeout, HTTPClientError.invalidHeaderFieldValues(["s3cret"]),
        IOError(errnoCode: ECONNREFUSED, reason: "connect"), NIOSSLError.handshakeFailed(.sslError([])),
        NIOSSLExtraError.failedToValidateHostname,
    ]

    private static let maybeAfterSending: [any Error] = [
        HTTPClientError.remoteConnectionClosed, HTTPClientError.readTimeout, HTTPClientError.writeTimeout,
        HTTPClientError.deadlineExceeded, HTTPClientError.cancelled, HTTPClientError.alreadyShutdown,
        HTTPClientError.requestStreamCancelled, HTTPClientError.uncleanShutdown,
        HTTPClientError.internalStateFailure(), IOError(errnoCode: ECONNRESET, reason: "read"),
        IOError(errnoCode: EPIPE, reason: "write"), IOError(errnoCode: ETIMEDOUT, reason: "read"),
        IOError(errnoCode: EHOSTUNREACH, reason: "read"), ChannelError.ioOnClosedChannel, ChannelError.eof,
        NIOSSLError.uncleanShutdown, CancellationError(), NIOTooManyBytesError(maxBytes: 1),
    ]

    @Test(arguments: beforeSending)
    func `failures before sending count as not processed`(_ error: any Error) {
        #expect(HTTPTransport.classify(error, status: nil).isRefused)
    }

    @Test(arguments: maybeAfterSending)
    func `everything else may have reached the server`(_ error: any Error) {
        #expect(HTTPTransport.classify(error, status: nil).isUnknown)
    }

    @Test func `nothing counts as not processed once an answer has begun`() {
        let error = HTTPTransport.classify(HTTPClientError.connectTimeout, status: 201)
        #expect(error.isUnknown)
        #expect(error.status == 201)
    }

    @Test func `a token that cannot be sent is not shown`() async throws {
        let log = WireLog()
        let error = try await RawServer.run(log, script: CannedFlowServ.answer) { server in
            let service = try RemoteUserService(
                descriptor: ServiceDescriptor(address: try ServerAddress(server.url)),
                token: AccessToken("s3cret\r\nEvil: 1"))
            let thrown = await #expect(throws: ServiceError.self) { _ = try await service.whoamiUser() }
            await service.shutdown()
            return thrown
        }
        #expect(error == .refusedBeforeProcessing(.init(reason: "the token cannot be sent in a header")))
        #expect(log.bytes.isEmpty)
    }

    @Test(arguments: [Duration.seconds(Int.max), .seconds(10_000_000_000), .seconds(366 * 24 * 3600)])
    func `a time-out of centuries is no trap`(_ timeout: Duration) async throws {
        let registering = try await Registering(timeout: timeout, script: CannedFlowServ.answer)
        #expect(registering.error == nil)
    }
}
