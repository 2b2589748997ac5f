internal import Synchronization

/// What a ``RawServer`` got, in the order of arrival.
package final class WireLog: Sendable {
    private let state = Mutex<State>(State())

    private struct State {
        var connections = 0
        var requests: [RecordedRequest] = []
        var bytes: [UInt8] = []
    }

    /// An empty log.
    package init() {}

    /// Whole requests over all connections.
    package var requests: [RecordedRequest] { state.withLock { $0.requests } }
    /// How many connections were accepted.
    package var connections: Int { state.withLock { $0.connections } }
    /// Every byte over all connections, below TLS if there is any.
    package var bytes: [UInt8] { state.withLock { $0.bytes } }

    func connected() { state.withLock { $0.connections += 1 } }
    func add(_ bytes: some Sequence<UInt8>) { state.withLock { $0.bytes += bytes } }

    /// Notes a request and gives its number, from 1.
    func add(_ request: RecordedRequest) -> Int {
        state.withLock {
            $0.requests.append(request)
            return $0.requests.count
        }
    }
}
