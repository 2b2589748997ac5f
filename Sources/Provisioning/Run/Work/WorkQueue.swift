internal import Synchronization

/// A source of work items, taken one at a time by workers.
protocol WorkSource<Item>: Sendable {
    associatedtype Item: Sendable

    /// Returns the next item, or nil if all are taken.
    func next() throws(JournalError) -> Item?
}

/// The work items that have not been taken yet.
final class WorkQueue<Item: Sendable>: WorkSource {
    private let rest: Mutex<ArraySlice<Item>>

    init(_ items: [Item]) {
        rest = Mutex(items[...])
    }

    func next() -> Item? {
        rest.withLock { $0.popFirst() }
    }
}
