public import Accounts

/// What a run reports while it goes on.  Every event about an account comes after its commit to the journal.
public enum ExecutionEvent: Hashable, Sendable {
    /// The run begins with this many actions to finish.
    case started(open: Int)
    /// From now on so many requests may be in flight.
    case width(Int)
    /// An action has reached an end.
    case finished(Action)
    /// A register's outcome is unknown; it is put aside and settled at the end.
    case putAside(Action)
    /// A request surely did nothing, or may be repeated, and is sent again.
    case retrying(AccountName, reason: String)
    /// The server asks us to wait so long, and nothing is sent before.
    case waiting(Duration)
    /// Everything else is done; this many outcomes are settled after the wait.
    case settling(count: Int, wait: Duration)
    /// The token had expired and a new login was made.
    case loggedInAgain
    /// Every registration of a two-phase run succeeded, so this many accounts are activated now.
    case waveIsWhole(activations: Int)
    /// What was done is compared with a new listing.
    case verifying
    /// Another program has locked the journal; until it can be written again nothing new is sent.
    case waitingForJournal(Duration)
    /// The server answered, and the journal could not take the answer down.  Nothing else knows it.
    case unrecorded(AccountName, ActionEvent)
}

/// Why a run stopped before its end.  What is left is still open in the journal and `resume` goes on with it.
public enum ExecutionStop: Error, Hashable, Sendable {
    /// The server cannot be reached, or does not take our requests.
    case serverUnreachable(reason: String)
    /// The server does not let us read the listing, and a new login is not possible or did not help.
    case notLoggedIn(reason: String)
    /// More accounts failed than the limit allows.
    case tooManyFailures(failed: Int, limit: Limit)
    /// Some of the first accounts, which were to show that all goes well, are not as planned.
    case canaryFailed(failed: [AccountName], of: Int)
    /// The server knows none of the first ids that were to be activated: it may be another database.
    case unknownIDs(count: Int)
    /// Someone asked to stop, by this signal.
    case interrupted(signal: Int32)
    /// The journal cannot be written.
    case journal(JournalError)
}

extension ExecutionStop {
    /// Asks the journal; when it fails, the run stops.
    static func unless<Value>(
        _ body: () throws(JournalError) -> Value
    ) throws(ExecutionStop) -> Value {
        do { return try body() } catch { throw .journal(error) }
    }
}
