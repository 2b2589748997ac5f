import Accounts
import TestSupport
import Testing

@testable import FlowServ

/// Whatever becomes of the answer: the request leaves once, and its outcome is unknown.
@Suite(.timeLimit(.minutes(2)))
struct LostAnswerTests {
    /// What a server does with a request that it has read whole.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var status: Int?
        var timeout: Duration = .seconds(30)
        let script: @Sendable (Peer) async throws -> Void

        init(
            _ name: String, status: Int? = nil, timeout: Duration = .seconds(30),
            script: @escaping @Sendable (Peer) async throws -> Void
        ) {
            testDescription = name
            self.status = status
            self.timeout = timeout
            self.script = script
        }
    }

    private static let handle = #"{"id": "a1", "username": "ann"}"#
    private static let page = "HTTP/1.1 201 CREATED\r\nContent-Length: 31\r\n\r\n"

    static let faults =
        [
            Fault("closed without an answer") { try await $0.close() },
            Fault("reset without an answer") { try await $0.reset() },
            Fault("closed inside the head") {
                try await $0.send("HTTP/1.1 201 CREA")
                try await $0.close()
            },
            Fault("closed inside the body", status: 201) {
                try await $0.send(page + #"{"id": "a1", "#)
                try await $0.close()
            },
            Fault("reset inside the body", status: 201) {
                try await $0.send(page + #"{"id": "a1", "#)
                try await $0.reset()
            },
            Fault("closed inside a chunk", status: 201) {
                try await $0.send("HTTP/1.1 201 CREATED\r\nTransfer-Encoding: chunked\r\n\r\n1F\r\n{\"id\"")
                try await $0.close()
            },
            Fault("closed inside a body of no stated length", status: 201) {
                try await $0.send("HTTP/1.1 201 CREATED\r\n\r\n{\"id\": \"a1\", ")
                try await $0.close()
            },
            Fault("a body of garbage", status: 201) { try await $0.answer("201 CREATED", "\u{0}\u{1}garbage") },
            Fault("an answer that is not HTTP") {
                try await $0.send("220 smtp.example.org ESMTP\r\n")
                try await $0.close()
            },
            Fault("a body larger than allowed", status: 201) {
                try await $0.send("HTTP/1.1 201 CREATED\r\nContent-Length: 1048577\r\n\r\n{")
                try await $0.hold()
            },
            Fault("chunks larger than allowed", status: 201) {
                let megabyte = String(repeating: "x", count: 1 << 20)
                try await $0.send("HTTP/1.1 201 CREATED\r\nTransfer-Encoding: chunked\r\n\r\n")
                try await $0.send("100000\r\n\(megabyte)\r\n1\r\nx\r\n0\r\n\r\n")
                try await $0.hold()
            },
            Fault("silence", timeout: Registering.patience) { try await $0.hold() },
            Fault("silence after the head", status: 201, timeout: Registering.patience) {
                try await $0.send(page)
                try await $0.hold()
            },
            Fault("a body that drips in past the deadline", status: 201, timeout: Registering.patience) {
                try await $0.send("HTTP/1.1 201 CREATED\r\nContent-Length: 1000000\r\n\r\n")
                try await $0.drip(" ")
            },
            Fault("a head that drips in past the deadline", timeout: Registering.patience) {
                try await $0.send("HTTP/1.1 201 CREATED\r\nX-Long: ")
                try await $0.drip("x")
            },
            Fault("nothing but interim answers past the deadline", timeout: Registering.patience) {
                try await $0.send("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n")
                try await $0.hold()
            },
        ]
        + [500, 502, 503, 504].map { (status: Int) in
            Fault("a \(status) with Connection: close", status: status) {
                try await $0.answer("\(status) Trouble", "<html>", headers: "Connection: close")
                try await $0.close()
            }
        }

    @Test(arguments: faults)
    func `the outcome is unknown and the request was seen once`(_ fault: Fault) async throws {
        let registering = try await Registering(timeout: fault.timeout) { _, _, peer in try await fault.script(peer) }
        let error = try #require(registering.error)
        #expect(error.isUnknown, "\(error)")
        #expect(error.status == fault.status)
        #expect(registering.log.requests.count == 1)
        #expect(registering.log.connections == 1)
    }

    @Test func `what a 503 asks for with Retry-After is told`() async throws {
        let registering = try await Registering { _, _, peer in
            try await peer.answer("503 Busy", "", headers: "Connection: close", "Retry-After: 17")
            try await peer.close()
        }
        #expect(
            registering.error
                == .outcomeUnknown(.init(reason: "HTTP 503", status: 503, retryAfter: .seconds(17))))
    }

    @Test func `interim answers are passed over`() async throws {
        let registering = try await Registering { _, _, peer in
            try await peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
            try await peer.answer("201 CREATED", Self.handle)
        }
        #expect(try registering.outcome.get() == User(id: UserID(rawValue: "a1"), username: "ann"))
        #expect(registering.log.requests.count == 1)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is not followed`(_ status: Int) async throws {
        let elsewhere = WireLog()
        try await RawServer.run(elsewhere, script: CannedFlowServ.answer) { target in
            let registering = try await Registering { _, _, peer in
                try await peer.answer("\(status) Moved", "", headers: "Location: \(target.url)/users/register")
            }
            #expect(registering.error == .redirected(status: status, target: "\(target.url)/users/register"))
            #expect(registering.log.requests.count == 1)
        }
        #expect(elsewhere.connections == 0)
    }
}
