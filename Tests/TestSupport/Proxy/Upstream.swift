internal import Foundation
internal import NIOCore
internal import NIOPosix

/// The server behind a proxy; every request gets a connection of its own there.
struct Upstream: Sendable {
    let port: Int

    /// An answer as it came, taken apart at its blank line.
    struct Answer: Sendable {
        /// Status line and headers, without those about the connection.
        let head: [String]
        let body: [UInt8]

        /// The number in the status line.
        var status: String { head.first.map { String($0.dropFirst("HTTP/1.1 ".count).prefix(3)) } ?? "" }

        /// As it goes over the wire.
        var bytes: [UInt8] { Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body }

        /// The same with other bytes in its body.
        func with(body: String) -> Answer {
            let kept = head.filter { !$0.lowercased().hasPrefix("content-length:") }
            return Answer(head: kept + ["Content-Length: \(body.utf8.count)"], body: Array(body.utf8))
        }

        /// The same with another status and body.
        func with(status: String, body: String) -> Answer {
            let other = with(body: body)
            return Answer(head: ["HTTP/1.1 " + status] + other.head.dropFirst(), body: other.body)
        }

        /// nil when the server hung up without an answer.
        init?(_ bytes: [UInt8]) {
            let blank = Array("\r\n\r\n".utf8)
            guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: blank) }) else { return nil }
            head = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
                .filter { !$0.lowercased().hasPrefix("connection:") }
            body = Array(bytes[(end + blank.count)...])
        }

        private init(head: [String], body: [UInt8]) {
            self.head = head
            self.body = body
        }
    }

    /// Hands a request on and waits for its whole answer, however long that takes.
    func answer(to request: RecordedRequest) async throws -> Answer? {
        let connection = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: Self.wire(request)))
            var bytes: [UInt8] = []
            for try await buffer in inbound { bytes += buffer.readableBytesView }
            return Answer(bytes)
        }
    }

    private static func wire(_ request: RecordedRequest) -> [UInt8] {
        let headers = request.headers.filter { $0.name.lowercased() != "connection" }
            .map { "\($0.name): \($0.value)" }
        let lines = ["\(request.method) \(request.target) HTTP/1.1"] + headers + ["Connection: close"]
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + request.body
    }
}
