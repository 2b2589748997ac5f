public import Accounts

/// An event that a run reports while in progress.  Every event about an account follows its commit to the journal.
public enum ExecutionEvent: Hashable, Sendable {
    /// The run begins with this many open actions.
    case started(open: Int)
    /// This many requests may be in flight from now on.
    case width(Int)
    /// An action has ended.
    case finished(Action)
    /// A register's outcome is unknown; it is deferred and settled at the end.
    case deferred(Action)
    /// A request that certainly did nothing, or may be repeated, is sent again.
    case retrying(AccountName, reason: String)
    /// The server requested this wait, and nothing is sent before it ends.
    case waiting(Duration)
    /// Everything else is done; this many outcomes are settled after the wait.
    case settling(count: Int, wait: Duration)
    /// The token had expired, and a new login was made.
    case loggedInAgain
    /// Every registration of a two-phase run succeeded, so this many accounts are activated now.
    case waveIsWhole(activations: Int)
    /// The result is being compared with a new listing.
    case verifying
    /// Another program has locked the journal; nothing new is sent until it can be written again.
    case waitingForJournal(Duration)
    /// The server answered, but the journal could not record the answer.  It is stored nowhere else.
    case unrecorded(AccountName, ActionEvent)
}

/// The reason why a run stopped early.  The remaining actions are open in the journal, and `resume` continues them.
public enum ExecutionStop: Error, Hashable, Sendable {
    /// The server cannot be reached, or does not accept requests.
    case serverUnreachable(reason: String)
    /// The server denies access to the listing, and a new login is not possible or did not help.
    case notLoggedIn(reason: String)
    /// More accounts failed than the limit allows.
    case tooManyFailures(failed: Int, limit: Limit)
    /// Some of the canary accounts are not as planned.
    case canaryFailed(failed: [AccountName], of: Int)
    /// The server knows none of the first ids to be activated: it may be another database.
    case unknownIDs(count: Int)
    /// The user asked to stop, with this signal.
    case interrupted(signal: Int32)
    /// The journal cannot be written.
    case journal(JournalError)
}

extension ExecutionStop {
    /// Runs a journal operation; if it fails, the run stops.
    static func unless<Value>(
        _ body: () throws(JournalError) -> Value
    ) throws(ExecutionStop) -> Value {
        do { return try body() } catch { throw .journal(error) }
    }
}
