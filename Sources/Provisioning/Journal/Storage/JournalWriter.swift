internal import Foundation
internal import GRDB
internal import Synchronization

/// Commits changes in groups: all changes that arrive while one transaction is being synced to disk form the next
/// one.
///
/// A commit blocks until it is on the disk, so it happens on a thread of its own and not on the threads of the
/// requests.
final class JournalWriter: Sendable {
    private struct PendingChange: Sendable {
        let change: JournalChange?
        let resume: @Sendable (JournalError?) -> Void
    }

    private struct State: Sendable {
        var waiting: [PendingChange] = []
        var isCommitting = false
    }

    /// Writes the changes of one group, all or none.
    typealias Transaction = @Sendable ([JournalChange]) -> JournalError?

    private let transaction: Transaction
    private let state = Mutex(State())
    /// Performs the commits, one after the other.
    private let perform: @Sendable (@escaping @Sendable () -> Void) -> Void

    init(_ transaction: @escaping Transaction) {
        self.transaction = transaction
        perform = JournalStorage.current.commits ?? Self.thread()
    }

    /// Returns a way to perform commits on a thread of their own.
    private static func thread() -> @Sendable (@escaping @Sendable () -> Void) -> Void {
        let thread = DispatchQueue(label: "journal.writer", qos: .userInitiated)
        return { work in thread.async(execute: work) }
    }

    /// Writes one change; it is on the disk when this returns.
    ///
    /// - Returns: The action after the change.
    func commit(_ change: JournalChange) async throws(JournalError) -> Action {
        let failure: JournalError? = await withCheckedContinuation { continuation in
            submit(PendingChange(change: change) { continuation.resume(returning: $0) })
        }
        if let failure { throw failure }
        return change.result
    }

    /// Writes one change while the caller continues: it shares the commit of the caller's next change.
    ///
    /// - Parameter done: Called when the change is on the disk, before any later change is reported; with an error if
    ///   the change failed.
    func submit(_ change: JournalChange, done: @escaping @Sendable (JournalError?) -> Void) {
        submit(PendingChange(change: change, resume: done))
    }

    /// Waits until all earlier changes are on the disk and reported.
    func flush() async {
        _ = await withCheckedContinuation { continuation in
            submit(PendingChange(change: nil) { continuation.resume(returning: $0) })
        }
    }

    private func submit(_ waiting: PendingChange) {
        let mustStart = state.withLock { state in
            state.waiting.append(waiting)
            defer { state.isCommitting = true }
            return !state.isCommitting
        }
        if mustStart { perform { self.commitUntilEmpty() } }
    }

    private func commitUntilEmpty() {
        while let group = nextGroup() {
            let changes = group.compactMap(\.change)
            let failure = changes.isEmpty ? nil : transaction(changes)
            for waiting in group { waiting.resume(failure) }
        }
    }

    private func nextGroup() -> [PendingChange]? {
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
