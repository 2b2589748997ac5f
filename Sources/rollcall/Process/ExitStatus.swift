import ArgumentParser
import Provisioning
import Roster

/// The exit statuses of the process; scripts and cron jobs rely on these numbers.
enum ExitStatus: Int32, CaseIterable {
    /// The command succeeded, or there was nothing to do.
    case done = 0
    /// An error without a status of its own.
    case error = 1
    /// `plan --detailed-exitcode`: changes are pending.
    case changesPending = 2
    /// The run finished, but some accounts failed, stayed unknown or were blocked.
    case partial = 3
    /// A roster is invalid; nothing was sent.
    case invalidRoster = 4
    /// The server cannot be reached, or the login failed.
    case serverFailure = 5
    /// The command was refused: a limit, plain http to another host, a listing that is not trusted, or no
    /// confirmation.
    case refused = 6
    /// Another run is using the journal.
    case journalInUse = 7
    /// The command line is invalid.
    case usage = 64
    /// Interrupted by SIGHUP; `resume` continues.
    case hungUp = 129
    /// Interrupted by SIGINT; `resume` continues.
    case interrupted = 130
    /// Interrupted by SIGTERM; `resume` continues.
    case terminated = 143
}

extension ExitStatus {
    /// Ends the command with this status, unless it is `done`.
    func throwUnlessDone() throws {
        if self != .done { throw ExitCode(rawValue) }
    }

    /// The meaning in `rollcall --help`.
    var meaning: String {
        switch self {
        case .done: "Done, or nothing to do."
        case .error: "An error."
        case .changesPending: "Changes are pending (plan --detailed-exitcode)."
        case .partial:
            "Finished with failed, unknown or blocked accounts, or owed credentials."
        case .invalidRoster: "A roster is not valid; nothing was sent."
        case .serverFailure: "The server cannot be reached, or the login failed."
        case .refused: "Refused: a safety limit, a stale plan, plain http, or no confirmation."
        case .journalInUse: "Another run is using the journal."
        case .usage: "The command line is not valid."
        case .hungUp: "Interrupted by SIGHUP (terminal closed); rollcall resume continues."
        case .interrupted: "Interrupted by SIGINT; rollcall resume continues."
        case .terminated: "Interrupted by SIGTERM; rollcall resume continues."
        }
    }

    /// All statuses, for the help.
    static var table: String {
        allCases.map { status in
            let number = String(status.rawValue)
            return "  " + String(repeating: " ", count: 3 - number.count) + number + "  " + status.meaning
        }.joined(separator: "\n")
    }
}

/// An error that ends a command: a message for people and a status for programs.
struct Failure: Error {
    let status: ExitStatus
    let message: String

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// Converts an error of rollcall to a failure; nil for one of the parser's.
    init?(of error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as JournalError: self.init(error)
        case let error as RosterError: self.init(error)
        default: return nil
        }
    }
}
