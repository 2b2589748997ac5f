internal import Synchronization

/// Where workers take what is to be done, one piece at a time.
protocol WorkSource<Item>: Sendable {
    associatedtype Item: Sendable

    /// The next piece, or nil when all are taken.
    func take() throws(JournalError) -> Item?
}

/// The pieces of work that nobody has taken yet.
final class WorkQueue<Item: Sendable>: WorkSource {
    private let rest: Mutex<ArraySlice<Item>>

    init(_ items: [Item]) {
        rest = Mutex(items[...])
    }

    func take() -> Item? {
        rest.withLock { $0.popFirst() }
    }
}
