import FlowServ
import Synchronization

/// The clients that tests made, so that all of them are closed in the end.
final class ClientPool: Sendable {
    private let clients = Mutex<[RemoteUserService]>([])

    func add(_ client: RemoteUserService) {
        clients.withLock { $0.append(client) }
    }

    func shutdown() async {
        for client in clients.withLock({ $0 }) { await client.shutdown() }
    }
}
