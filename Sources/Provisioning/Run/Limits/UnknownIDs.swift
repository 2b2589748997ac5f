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
    func begin(activations: Int, accepts: Bool) {
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

extension Executor {
    /// Takes down that flowServ does not know an id, at once or, as long as it has not known any, at the end.
    func doubt(_ action: Action, words: String, error: ServiceError?) async throws(ExecutionStop) -> Action? {
        if unknownIDs.isTrusted { return try await record(.idUnknown(words), of: action, error) }
        if let count = unknownIDs.add(.init(action: action, words: words, error: error)) {
            stop.raise(.unknownIDs(count: count))
        }
        return nil
    }

    /// Decides what the answers mean that were not believed at once.
    ///
    /// A run that was stopped learns nothing from a server that has not known any id.
    func concludeUnknownIDs() async throws(ExecutionStop) {
        for item in unknownIDs.takeAll() {
            if unknownIDs.isTrusted || stop.reason == nil {
                conclude(try await record(.idUnknown(item.words), of: item.action, item.error))
            } else {
                _ = try await record(.activationNotProcessed, of: item.action, item.error)
            }
        }
    }
}
