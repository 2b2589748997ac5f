internal import Synchronization

/// The open actions of a run, read from the journal a page at a time: a run of millions holds no more of them than a
/// short one.
final class OpenActions: WorkSource {
    private struct State: Sendable {
        var page: ArraySlice<Action> = []
        var last: Int64 = 0
        var isAtEnd = false
    }

    private let run: Int64
    private let journal: Journal
    private let state = Mutex(State())

    private static let pageSize = 500

    init(of run: Int64, in journal: Journal) {
        self.run = run
        self.journal = journal
    }

    /// The next one, by username, as it stood when its page was read.
    func take() throws(JournalError) -> Action? {
        let result: Result<Action?, JournalError> = state.withLock { state in
            do throws(JournalError) {
                if state.page.isEmpty, !state.isAtEnd { try turnPage(&state) }
                return .success(state.page.popFirst())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func turnPage(_ state: inout State) throws(JournalError) {
        state.page = try journal.openActions(of: run, after: state.last, limit: Self.pageSize)[...]
        state.isAtEnd = state.page.count < Self.pageSize
        state.last = state.page.last?.id ?? state.last
    }
}
