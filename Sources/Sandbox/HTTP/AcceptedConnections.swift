internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Synchronization

/// The accepted connections that are not served yet.
///
/// A server that is cancelled drops them, and NIO ends the process if a connection is dropped without being closed
/// (swift-nio, issue 2813).  So they are held here until they are served, and closed at the end.
final class AcceptedConnections: Sendable {
    typealias Connection = HTTP1Channel.Value

    private struct State {
        var waiting: [ObjectIdentifier: Connection] = [:]
        var closed = false
    }

    private let state = Mutex(State())

    /// Closes all waiting connections, and later ones as soon as they arrive.
    func close() async {
        let left = state.withLock { state in
            defer { state = State(closed: true) }
            return Array(state.waiting.values)
        }
        for connection in left { await Self.close(connection) }
    }

    fileprivate func hold(_ connection: Connection) {
        let comesTooLate = state.withLock { state in
            if !state.closed { state.waiting[ObjectIdentifier(connection.channel)] = connection }
            return state.closed
        }
        if comesTooLate { Task { await Self.close(connection) } }
    }

    fileprivate func release(_ connection: Connection) {
        state.withLock { state in _ = state.waiting.removeValue(forKey: ObjectIdentifier(connection.channel)) }
    }

    private static func close(_ connection: Connection) async {
        try? await connection.executeThenClose { _, _ in }
    }
}

/// HTTP/1.1 on connections that are held until they are served.
struct HeldChannel: ServerChildChannel {
    let http: HTTP1Channel
    let accepted: AcceptedConnections

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        http.setup(channel: channel, logger: logger).map { connection in
            accepted.hold(connection)
            return connection
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        accepted.release(value)
        await http.handle(value: value, logger: logger)
    }
}
