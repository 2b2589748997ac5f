internal import Synchronization

/// The pieces of work that nobody has taken yet.
final class WorkQueue<Item: Sendable>: Sendable {
    private let rest: Mutex<ArraySlice<Item>>

    init(_ items: [Item]) {
        rest = Mutex(items[...])
    }

    /// The next one, or nil when all are taken.
    func take() -> Item? {
        rest.withLock { $0.popFirst() }
    }
}
