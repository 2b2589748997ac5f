import ArgumentParser
import Foundation
import Provisioning

/// Where the journal is.
struct JournalOptions: ParsableArguments {
    @Option(help: "The journal.  Else ROLLCALL_JOURNAL, else $XDG_STATE_HOME/rollcall/journal.sqlite.")
    var journal: String?

    /// The journal's path.
    var path: String { journal ?? Self.standardPath }

    /// Where the journal is when nobody says where.
    static var standardPath: String {
        // NSHomeDirectory asks the user database and overlooks HOME, which containers and cron set.
        let home = Environment.value("HOME") ?? NSHomeDirectory()
        let state = Environment.value("XDG_STATE_HOME") ?? (home + "/.local/state")
        return state + "/rollcall/journal.sqlite"
    }

    /// Opens the journal, making it where there is none.
    func open() throws -> Journal { try Self.open(path) }

    /// Opens the journal at a path, making it where there is none.
    static func open(_ path: String) throws -> Journal {
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

/// Where the journals are that are only looked at: one, or those of all shards.
struct SeveralJournals: ParsableArguments {
    @Option(
        help: """
            The journal.  Else ROLLCALL_JOURNAL, else $XDG_STATE_HOME/rollcall/journal.sqlite.  Repeatable: the journals \
            of all shards are looked at together.
            """)
    var journal: [String] = []

    /// Their paths.
    var paths: [String] { journal.isEmpty ? [JournalOptions.standardPath] : journal }

    /// Opens the journals.  A single one need not be there yet: what only reads makes none.
    func open() throws -> Journals {
        let present = paths.filter { FileManager.default.fileExists(atPath: $0) }
        if paths.count > 1, let missing = paths.first(where: { !present.contains($0) }) {
            throw Failure(.error, "There is no journal at \(missing).  Give the journal of each shard.")
        }
        return Journals(try present.map { try JournalOptions.open($0) })
    }
}
