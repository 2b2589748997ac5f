internal import Synchronization

/// Actions whose register was sent and whose outcome is unknown, with the moment when their answers were given up.
final class Deferred: Sendable {
    struct Item: Sendable {
        let action: Action
        /// The moment on the timekeeper's monotonic clock.
        let since: Duration
    }

    private let items = Mutex<[Item]>([])

    func add(_ action: Action, since: Duration) {
        items.withLock { $0.append(Item(action: action, since: since)) }
    }

    func drain() -> [Item] {
        items.withLock { items in
            defer { items = [] }
            return items
        }
    }
}
