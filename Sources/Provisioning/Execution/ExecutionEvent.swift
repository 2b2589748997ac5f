/// What a run reports while it goes on.  Every event about an account comes after its commit to the journal.
public enum ExecutionEvent: Hashable, Sendable {
    /// The run begins with this many actions to finish.
    case started(open: Int)
    /// An action has reached an end.
    case finished(Action)
    /// A register's outcome is unknown; it is put aside and settled at the end.
    case putAside(Action)
    /// A request surely did nothing and is sent again after a wait.
    case retrying(AccountName, reason: String, wait: Duration)
    /// Everything else is done; this many outcomes are settled after the wait.
    case settling(count: Int, wait: Duration)
    /// The token had expired and a new login was made.
    case loggedInAgain
}

/// Why a run stopped before its end.  What is left is still open in the journal and `resume` goes on with it.
public enum ExecutionStop: Error, Hashable, Sendable {
    /// The server cannot be reached, or does not take our requests.
    case serverUnreachable(reason: String)
    /// The server does not accept who we are, and a new login is not possible or did not help.
    case notLoggedIn(reason: String)
    /// Someone asked to stop.
    case interrupted
    /// The journal cannot be written.
    case journal(JournalError)
}
