internal import Synchronization

/// The open actions of a run, read from the journal page by page: a run of millions uses no more memory than a short
/// one.
final class OpenActions: WorkSource {
    private struct State: Sendable {
        var page: ArraySlice<Action> = []
        var last: Int64 = 0
        var isAtEnd = false
        /// The number of actions taken out of order.
        var step = 0
    }

    /// The number of actions at the start.
    let count: Int
    private let run: Int64
    private let journal: Journal
    private let state = Mutex(State())

    private static let pageSize = 500

    private let isSpread: @Sendable () -> Bool

    /// Creates the open actions of a run.
    ///
    /// - Parameters:
    ///   - count: The number of actions.
    ///   - isSpread: Whether to take the next ones from all over the page: neighbours in a roster often share a
    ///     property that something on the way blocks, and the others should not wait behind them.
    init(of run: Int64, count: Int, in journal: Journal, isSpread: @escaping @Sendable () -> Bool = { false }) {
        self.run = run
        self.count = count
        self.journal = journal
        self.isSpread = isSpread
    }

    /// Returns the next one, as it was when its page was read: by username, unless they are spread.
    func next() throws(JournalError) -> Action? {
        let result: Result<Action?, JournalError> = state.withLock { state in
            do throws(JournalError) {
                if state.page.isEmpty, !state.isAtEnd { try turnPage(&state) }
                guard isSpread(), !state.page.isEmpty else { return .success(state.page.popFirst()) }
                state.step += 1
                // Multiples of the golden ratio are never close to a simple fraction, so they follow no pattern in
                // the page.
                let place = Double(state.step) * 0.618_033_988_75
                let position = Int((place - place.rounded(.down)) * Double(state.page.count))
                return .success(state.page.remove(at: state.page.startIndex + position))
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
