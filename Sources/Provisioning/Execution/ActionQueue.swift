internal import Synchronization

/// The actions that nobody has taken yet.
final class ActionQueue: Sendable {
    private let rest: Mutex<ArraySlice<Action>>

    init(_ actions: [Action]) {
        rest = Mutex(actions[...])
    }

    /// The next action, or nil when all are taken.
    func take() -> Action? {
        rest.withLock { $0.popFirst() }
    }
}
