/// How the process ends; scripts and cron jobs rely on these numbers.
enum ExitStatus: Int32 {
    /// Done, or nothing to do.
    case done = 0
    /// An error that none of the others names.
    case error = 1
    /// `plan --detailed-exitcode`: changes are pending.
    case changesPending = 2
    /// Finished, but some accounts failed, stayed unknown or were blocked.
    case partial = 3
    /// A roster is not valid; nothing was sent.
    case invalidRoster = 4
    /// The server cannot be reached, or refused us.
    case serverTrouble = 5
    /// Refused: a limit, plain http to another host, a listing not believed, or no confirmation.
    case refused = 6
    /// Another run has the journal.
    case journalInUse = 7
    /// The command line is not right.
    case usage = 64
    /// Interrupted; `resume` continues.
    case interrupted = 130
}

/// What ends a command early: a message for people and the status for programs.
struct Failure: Error {
    let status: ExitStatus
    let message: String

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }
}
