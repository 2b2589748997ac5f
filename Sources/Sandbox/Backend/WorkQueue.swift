/// Work that the server does later: delayed, late, or between looking up a name and inserting it.
///
/// It is done on the next access, with the time at which it was due.  The difference is not observable, and no task
/// has to wait.
struct WorkQueue: Sendable {
    enum Work: Sendable {
        case carryOut(IncomingCall)
        case insert(FlowServModel.Registration)
    }

    struct Item: Sendable {
        let due: Duration
        let ticket: Int
        let work: Work
    }

    private var items: [Item] = []

    mutating func add(_ item: Item) {
        let place = items.firstIndex { $0.due > item.due } ?? items.endIndex
        items.insert(item, at: place)
    }

    /// Returns the next work that is due, the earliest first.
    mutating func next(until now: Duration) -> Item? {
        guard let first = items.first, first.due <= now else { return nil }
        return items.removeFirst()
    }
}
