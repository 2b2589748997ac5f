import ArgumentParser
import Foundation
import Provisioning

/// Where the journal is.
struct JournalOptions: ParsableArguments {
    @Option(help: "The journal.  Else ROLLCALL_JOURNAL, else $XDG_STATE_HOME/rollcall/journal.sqlite.")
    var journal: String?

    /// The journal's path.
    var path: String {
        if let path = journal { return path }
        // NSHomeDirectory asks the user database and overlooks HOME, which containers and cron set.
        let home = Environment.value("HOME") ?? NSHomeDirectory()
        let state = Environment.value("XDG_STATE_HOME") ?? (home + "/.local/state")
        return state + "/rollcall/journal.sqlite"
    }

    /// Opens the journal, making it where there is none.
    func open() throws -> Journal {
        do { return try Journal(path: path) } catch { throw Failure(error) }
    }

    /// Opens the journal if there is one: what only reads makes none.
    func openIfPresent() throws -> Journal? {
        FileManager.default.fileExists(atPath: path) ? try open() : nil
    }

    /// Takes the right to be the one run that uses the journal.
    func lock() throws -> RunLock {
        do { return try RunLock(journal: path, started: Timestamp.text(Date())) } catch { throw Failure(error) }
    }
}
