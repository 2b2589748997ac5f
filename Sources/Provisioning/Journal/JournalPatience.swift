internal import Foundation
internal import Synchronization

/// How long a journal waits for another program that has locked it, such as a database shell or a backup.
///
/// It waits only for a lock: a full disk or a damaged file fails at once.  While a transaction waits, so does every
/// request, because its intent must be on the disk first.
final class JournalPatience: Sendable {
    private typealias Clock = SuspendingClock

    private struct State: Sendable {
        var limit = JournalPatience.usual
        var isOver: Clock.Instant?
        var says: (@Sendable (Duration) -> Void)?
        /// The start of the current wait.
        var start: Clock.Instant?
        var lastSaid: Duration = .zero
    }

    /// How long a process that must write waits for another program.
    static let long = Duration.seconds(600)

    private static let usual = Duration.seconds(5)
    private static let firstWord = Duration.seconds(2)
    private static let nextWord = Duration.seconds(60)

    private let state = Mutex(State())

    /// Waits longer from now on.
    ///
    /// - Parameters:
    ///   - limit: How long a transaction waits.
    ///   - says: Called when one has waited for a while, and again every minute, with the time waited.
    func extend(to limit: Duration, says: @escaping @Sendable (Duration) -> Void) {
        state.withLock { state in
            state.limit = limit
            state.says = says
        }
    }

    /// Limits all waits together to this time from now on.
    func end(within grace: Duration) {
        state.withLock { state in
            state.isOver = min(state.isOver ?? Clock.now + grace, Clock.now + grace)
        }
    }

    /// Resets the limits to the defaults.
    func reset() { state.withLock { $0 = State() } }

    /// Whether a transaction is waiting or has just waited.
    var isTried: Bool { state.withLock { $0.start != nil } }

    /// Records that no transaction is waiting any more.
    func relax() { state.withLock { $0.start = nil } }

    /// Waits a little; called by SQLite each time it finds the journal locked.
    ///
    /// - Parameter tries: The number of attempts since this wait began.
    /// - Returns: Whether to try again.
    func waits(tries: Int) -> Bool {
        let now = Clock.now
        let (mayWait, word) = state.withLock { state in decide(&state, isFirst: tries == 0, now) }
        if let word { word() }
        guard mayWait else { return false }
        usleep(tries < 10 ? 1_000 << UInt32(min(tries, 6)) : 100_000)
        return true
    }

    private func decide(
        _ state: inout State, isFirst: Bool, _ now: Clock.Instant
    ) -> (mayWait: Bool, word: (@Sendable () -> Void)?) {
        if isFirst || state.start == nil {
            state.start = now
            state.lastSaid = .zero
        }
        let waited = (state.start ?? now).duration(to: now)
        if waited >= state.limit || state.isOver.map({ now >= $0 }) ?? false { return (false, nil) }
        let isDue = waited >= (state.lastSaid == .zero ? Self.firstWord : state.lastSaid + Self.nextWord)
        guard isDue, let says = state.says else { return (true, nil) }
        state.lastSaid = waited
        return (true, { says(waited) })
    }
}

extension Journal {
    /// Waits for minutes if another program has locked the journal, so that a server's answer is not lost.
    ///
    /// - Parameters:
    ///   - limit: How long a transaction waits; ten minutes by default.
    ///   - says: Called when one has waited for a while, and again every minute, with the time waited.
    public func waitPatiently(
        upTo limit: Duration? = nil, says: @escaping @Sendable (Duration) -> Void
    ) {
        patience.extend(to: limit ?? JournalPatience.long, says: says)
    }
}
