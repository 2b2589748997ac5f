import Accounts
import ArgumentParser
import Foundation
import Provisioning

/// The options for the journal's path.
struct JournalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The journal (default: $XDG_STATE_HOME/rollcall/journal.sqlite, which is in ~/.local/state).",
            valueName: "file"),
        completion: .file())
    var journal: String?

    /// The journal's path.
    var path: String { journal ?? Self.standardPath }

    /// The default path of the journal.
    static var standardPath: String {
        // NSHomeDirectory uses the user database and ignores HOME, which containers and cron set.
        let home = Environment.value("HOME") ?? NSHomeDirectory()
        let state = Environment.value("XDG_STATE_HOME") ?? (home + "/.local/state")
        return state + "/rollcall/journal.sqlite"
    }

    /// Takes the run lock of the journal and opens it, creating it if there is none.
    func locked() throws -> LockedJournal { try LockedJournal(path) }

    /// Takes the run lock and opens the journal, if there is one.
    func lockedIfPresent() throws -> LockedJournal? { try JournalOptions.exists(path) ? locked() : nil }

    /// Takes the run lock and opens the journal, which must exist.
    func lockedExisting() throws -> LockedJournal {
        guard let locked = try lockedIfPresent() else { throw missing }
        return locked
    }

    /// Opens the journal for reading, if there is one.
    func looking() throws -> Journal? { try JournalOptions.looking(path) }

    /// The failure if a journal is required and there is none.
    var missing: Failure {
        Failure(.error, "There is no journal at \(path).  Choose another with --journal FILE.")
    }

    /// Returns whether there is a journal at a path.
    static func exists(_ path: String) throws -> Bool {
        try Journal.exists(at: path)
    }

    fileprivate static func looking(_ path: String) throws -> Journal? {
        guard try exists(path) else { return nil }
        return try Journal.looking(at: path)
    }
}

/// A journal with its run lock.
struct LockedJournal {
    let journal: Journal
    let lock: RunLock

    /// Takes the lock before opening the journal, because another process may be creating it.
    ///
    /// If another program has locked the file, it waits for minutes, and reports that.
    init(_ path: String) throws {
        lock = try RunLock(journal: path, started: Timestamp(Surroundings.current.date()))
        journal = try Journal(path: path) { Console.progress(JournalWords.waiting($0)) }
    }
}

/// The options for the paths of journals that are only read: one, or those of all shards.
struct SeveralJournals: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The journal (default: $XDG_STATE_HOME/rollcall/journal.sqlite, which is in ~/.local/state). Repeatable, \
            to look at the journals of all shards together.
            """,
            valueName: "file"),
        completion: .file())
    var journal: [String] = []

    /// The journals' paths.
    var paths: [String] { journal.isEmpty ? [JournalOptions.standardPath] : journal }

    /// Opens the journals for reading.  A single one need not exist yet: reading creates none.
    func open() throws -> Journals {
        var journals: [Journal] = []
        for path in paths {
            if let journal = try JournalOptions.looking(path) {
                journals.append(journal)
            } else if paths.count > 1 {
                throw Failure(.error, "There is no journal at \(path).  Give the journal of each shard.")
            }
        }
        return Journals(journals)
    }
}
