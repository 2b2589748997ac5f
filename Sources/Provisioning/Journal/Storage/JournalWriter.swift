internal import Foundation
internal import GRDB
internal import Synchronization

/// Commits changes in groups: whatever arrives while one transaction is being synced to disk makes up the next.
///
/// A commit blocks until the disk has it, so it happens on a thread of its own and not on the threads that
/// carry the requests.
final class JournalWriter: Sendable {
    private struct Waiting: Sendable {
        let change: JournalChange?
        let resume: @Sendable (JournalError?) -> Void
    }

    private struct State: Sendable {
        var waiting: [Waiting] = []
        var isCommitting = false
    }

    /// Writes the changes of one group, all or none.
    typealias Transaction = @Sendable ([JournalChange]) -> JournalError?

    private let transaction: Transaction
    private let state = Mutex(State())
    private let thread = DispatchQueue(label: "journal.writer", qos: .userInitiated)

    init(_ transaction: @escaping Transaction) {
        self.transaction = transaction
    }

    /// Writes one change; it is on the disk when this returns.
    ///
    /// - Returns: The action as it is now.
    func commit(_ change: JournalChange) async throws(JournalError) -> Action {
        let failure: JournalError? = await withCheckedContinuation { continuation in
            submit(Waiting(change: change) { continuation.resume(returning: $0) })
        }
        if let failure { throw failure }
        return change.result
    }

    /// Writes one change while the caller goes on: it shares the commit of whatever the caller writes next.
    ///
    /// - Parameter done: Is called when the change is on the disk, before anybody hears of a change that was written
    ///   later; with an error when it is not.
    func submit(_ change: JournalChange, done: @escaping @Sendable (JournalError?) -> Void) {
        submit(Waiting(change: change, resume: done))
    }

    /// Waits until everything is on the disk that was submitted before, and whoever waited for it has heard.
    func flush() async {
        _ = await withCheckedContinuation { continuation in
            submit(Waiting(change: nil) { continuation.resume(returning: $0) })
        }
    }

    private func submit(_ waiting: Waiting) {
        let mustStart = state.withLock { state in
            state.waiting.append(waiting)
            defer { state.isCommitting = true }
            return !state.isCommitting
        }
        if mustStart { thread.async { self.commitUntilEmpty() } }
    }

    private func commitUntilEmpty() {
        while let group = nextGroup() {
            let changes = group.compactMap(\.change)
            let failure = changes.isEmpty ? nil : transaction(changes)
            for waiting in group { waiting.resume(failure) }
        }
    }

    private func nextGroup() -> [Waiting]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isCommitting = false
                return nil
            }
            defer { state.waiting = [] }
            return state.waiting
        }
    }
}
