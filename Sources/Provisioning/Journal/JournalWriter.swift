internal import Foundation
internal import GRDB
internal import Synchronization

/// Commits changes in groups: whatever arrives while one transaction is being synced to disk makes up the next.
///
/// A commit blocks until the disk has it, so it happens on a thread of its own and not on the threads that
/// carry the requests.
final class JournalWriter: Sendable {
    private struct Waiting: Sendable {
        let change: JournalChange
        let resume: @Sendable (JournalError?) -> Void
    }

    private struct State: Sendable {
        var waiting: [Waiting] = []
        var isCommitting = false
    }

    private let database: DatabaseQueue
    private let path: String
    private let probe: TransactionProbe
    private let state = Mutex(State())
    private let thread = DispatchQueue(label: "journal.writer", qos: .userInitiated)

    init(database: DatabaseQueue, path: String, probe: TransactionProbe) {
        self.database = database
        self.path = path
        self.probe = probe
    }

    /// Writes one change; it is on the disk when this returns.
    ///
    /// - Returns: The action as it is now.
    func commit(_ change: JournalChange) async throws(JournalError) -> Action {
        let failure: JournalError? = await withCheckedContinuation { continuation in
            let mustStart = state.withLock { state in
                state.waiting.append(Waiting(change: change) { continuation.resume(returning: $0) })
                defer { state.isCommitting = true }
                return !state.isCommitting
            }
            if mustStart { thread.async { self.commitUntilEmpty() } }
        }
        if let failure { throw failure }
        return change.result
    }

    private func commitUntilEmpty() {
        while let group = nextGroup() {
            let failure = write(group)
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

    private func write(_ group: [Waiting]) -> JournalError? {
        do {
            try probe.before()
            try database.write { database in
                for waiting in group { try waiting.change.apply(to: database) }
            }
            try probe.after()
            return nil
        } catch let error as JournalError {
            return error
        } catch {
            return JournalError(writing: path, error)
        }
    }
}
