internal import NIOCore
internal import NIOPosix
package import NIOSSL

/// A TCP server on loopback that notes every byte it gets and whose every answer the test decides.
package struct RawServer: Sendable {
    package let port: Int

    /// What to do with each request; they are numbered from 1 over all connections.
    package typealias Script =
        @Sendable (_ number: Int, _ request: RecordedRequest, _ peer: Peer) async throws -> Void

    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// Where its API is said to be.
    package var url: String { "http://127.0.0.1:\(port)/api" }

    /// Serves while the body runs, then until every client has closed its connections; so the log is complete
    /// afterwards.
    package static func run<Value: Sendable>(
        _ log: WireLog, tls: NIOSSLContext? = nil, script: @escaping Script,
        _ body: @Sendable (RawServer) async throws -> Value
    ) async throws -> Value {
        let listener = try await listen(tls)
        let server = RawServer(port: try port(of: listener.channel))
        return try await listener.executeThenClose { connections in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await withThrowingDiscardingTaskGroup { peers in
                        for try await connection in connections {
                            log.connected()
                            peers.addTask { await serve(connection, log, script) }
                        }
                    }
                }
                let value = try await body(server)
                try await listener.channel.close()
                try await group.waitForAll()
                return value
            }
        }
    }

    private static func port(of channel: any Channel) throws -> Int {
        guard let port = channel.localAddress?.port else { throw ChannelError.unknownLocalAddress }
        return port
    }

    private static func listen(_ tls: NIOSSLContext?) async throws -> NIOAsyncChannel<Connection, Never> {
        try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    return try Connection(wrappingChannelSynchronously: channel)
                }
            }
    }

    private static func serve(_ connection: Connection, _ log: WireLog, _ script: Script) async {
        // A broken connection ends here; what it means the client's side of the test says.
        try? await connection.executeThenClose { inbound, outbound in
            let peer = Peer(inbound, outbound, connection.channel, log)
            while let request = try await peer.nextRequest() {
                try await script(log.add(request), request, peer)
            }
        }
    }
}
