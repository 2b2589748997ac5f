internal import FlowServ
internal import Synchronization

/// The activations of a run whose ids flowServ says that it does not know.
///
/// When it knows none of the first ones, it is more likely another database, or an old copy of it, than that so many
/// accounts were removed.  So nothing is learned of these answers until one id was known, or the run has come to its end.
final class UnknownIDs: Sendable {
    /// An answer that is not believed yet.
    struct Item: Sendable {
        let action: Action
        let words: String
        let error: ServiceError?
    }

    private struct State: Sendable {
        var limit = 0
        var isTrusted = false
        var items: [Item] = []
    }

    private let state = Mutex(State())

    /// - Parameters:
    ///   - activations: How many the run has to make.
    ///   - accepts: Whether the server is believed from the start.
    func start(activations: Int, accepts: Bool) {
        // The least, and a share of one in twenty, rounded up.
        state.withLock { $0 = State(limit: max(3, (activations + 19) / 20), isTrusted: accepts) }
    }

    /// The server has shown that it knows one of our ids.
    func trust() {
        state.withLock { $0.isTrusted = true }
    }

    /// Whether the server has shown that it knows one of our ids, or nobody asks for that.
    var isTrusted: Bool { state.withLock { $0.isTrusted } }

    /// Takes an answer.
    ///
    /// - Returns: How many there are, once they are too many to go on.
    func add(_ item: Item) -> Int? {
        state.withLock { state in
            state.items.append(item)
            return !state.isTrusted && state.items.count >= state.limit ? state.items.count : nil
        }
    }

    func takeAll() -> [Item] {
        state.withLock { state in
            defer { state.items = [] }
            return state.items
        }
    }
}
