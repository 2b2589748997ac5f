internal import Foundation
internal import Synchronization

/// How long a journal waits for another program that has locked it, such as a database shell or a backup.
///
/// Only a lock is waited for: a full disk or a broken file ends everything at once.  While a transaction waits, so does
/// every request, because its intent must be on the disk first.
final class JournalPatience: Sendable {
    private typealias Clock = SuspendingClock

    private struct State: Sendable {
        var limit = JournalPatience.usual
        var isOver: Clock.Instant?
        var says: (@Sendable (Duration) -> Void)?
        /// When the wait began that is going on.
        var start: Clock.Instant?
        var lastSaid: Duration = .zero
    }

    /// How long a program is waited for by whoever must write.
    static let long = Duration.seconds(600)

    private static let usual = Duration.seconds(5)
    private static let firstWord = Duration.seconds(2)
    private static let nextWord = Duration.seconds(60)

    private let state = Mutex(State())

    /// Waits longer from now on.
    ///
    /// - Parameters:
    ///   - limit: How long a transaction waits.
    ///   - says: Is called when one has waited for a while, and again every minute, with how long that is.
    func extend(to limit: Duration, says: @escaping @Sendable (Duration) -> Void) {
        state.withLock { state in
            state.limit = limit
            state.says = says
        }
    }

    /// Waits no longer than so long from now on, all waits together.
    func end(within grace: Duration) {
        state.withLock { state in
            state.isOver = min(state.isOver ?? Clock.now + grace, Clock.now + grace)
        }
    }

    /// Waits as usual again.
    func reset() { state.withLock { $0 = State() } }

    /// Whether a transaction waits, or has waited a moment ago.
    var isTried: Bool { state.withLock { $0.start != nil } }

    /// No transaction waits any more.
    func relax() { state.withLock { $0.start = nil } }

    /// Waits a little, called by SQLite each time that it finds the journal locked.
    ///
    /// - Parameter tries: How often it has tried since this wait began.
    /// - Returns: Whether it tries again.
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
    /// Waits for minutes when another program has locked the journal: what a server has answered is not to be lost.
    ///
    /// - Parameters:
    ///   - limit: How long a transaction waits; ten minutes where nothing is said.
    ///   - says: Is called when one has waited for a while, and again every minute, with how long that is.
    public func waitPatiently(
        upTo limit: Duration? = nil, says: @escaping @Sendable (Duration) -> Void
    ) {
        patience.extend(to: limit ?? JournalPatience.long, says: says)
    }
}
