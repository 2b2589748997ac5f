internal import Foundation
internal import NIOCore

/// The server's end of one connection.
package final class Peer {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let channel: any Channel
    private let log: WireLog
    private var unread: [UInt8] = []

    init(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        _ channel: any Channel, _ log: WireLog
    ) {
        self.inbound = inbound.makeAsyncIterator()
        self.outbound = outbound
        self.channel = channel
        self.log = log
    }

    /// The next whole request, or nil when the client has gone.
    package func nextRequest() async throws -> RecordedRequest? {
        while true {
            if let request = RecordedRequest.take(from: &unread) { return request }
            guard let buffer = try await inbound.next() else { return nil }
            log.add(buffer.readableBytesView)
            unread += buffer.readableBytesView
        }
    }

    /// Sends these characters and nothing else.
    package func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    /// Sends these bytes and nothing else.
    package func send(_ bytes: [UInt8]) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
    }

    /// Sends a whole answer.
    package func answer(_ status: String, _ body: String, headers: String...) async throws {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
        try await send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// Sends one character every few milliseconds until the client goes away.
    package func drip(_ character: Character) async throws {
        let channel = self.channel
        let drops = channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(20)) { _ in
            channel.writeAndFlush(ByteBuffer(string: String(character)), promise: nil)
        }
        defer { drops.cancel() }
        try await hold()
    }

    /// Says nothing until the client goes away.
    package func hold() async throws {
        while let buffer = try await inbound.next() { log.add(buffer.readableBytesView) }
    }

    /// Calls back once when the connection has ended, from whichever side.
    package func whenGone(_ callback: @escaping @Sendable () -> Void) {
        channel.closeFuture.whenComplete { _ in callback() }
    }

    /// Closes in the orderly way (FIN).
    package func close() async throws {
        try await channel.close()
    }

    /// Breaks the connection (RST).
    package func reset() async throws {
        let options = channel as? any SocketOptionProvider
        try await options?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try await channel.close()
    }
}
