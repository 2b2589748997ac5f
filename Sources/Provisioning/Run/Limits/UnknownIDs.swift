internal import FlowServ
internal import Synchronization

/// The activations of a run whose ids flowServ reports as unknown.
///
/// If it knows none of the first ones, it is more likely another database, or an old copy of it, than that so many
/// accounts were removed.  So nothing is concluded from these answers until one id was known, or the run has ended.
final class UnknownIDs: Sendable {
    /// An answer that is not trusted yet.
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

    /// Sets the limits.
    ///
    /// - Parameters:
    ///   - activations: The number of activations in the run.
    ///   - accepts: Whether the server is trusted from the start.
    func start(activations: Int, accepts: Bool) {
        // The minimum, and a share of one in twenty, rounded up.
        state.withLock { $0 = State(limit: max(3, (activations + 19) / 20), isTrusted: accepts) }
    }

    /// Records that the server has known one of the ids.
    func trust() {
        state.withLock { $0.isTrusted = true }
    }

    /// Whether the server has known one of the ids, or is trusted without it.
    var isTrusted: Bool { state.withLock { $0.isTrusted } }

    /// Adds an answer.
    ///
    /// - Returns: The number of answers, once they are too many to continue.
    func add(_ item: Item) -> Int? {
        state.withLock { state in
            state.items.append(item)
            return !state.isTrusted && state.items.count >= state.limit ? state.items.count : nil
        }
    }

    func drain() -> [Item] {
        state.withLock { state in
            defer { state.items = [] }
            return state.items
        }
    }
}
