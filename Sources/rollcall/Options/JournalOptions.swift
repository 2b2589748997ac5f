import Accounts
import ArgumentParser
import Foundation
import Provisioning

/// Where the journal is.
struct JournalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The journal (default: $XDG_STATE_HOME/rollcall/journal.sqlite, which is in ~/.local/state).",
            valueName: "file"),
        completion: .file())
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

    /// Takes the right to be the one run that uses the journal, and opens it, making it where there is none.
    func locked() throws -> LockedJournal { try LockedJournal(path) }

    /// The same, if there is a journal.
    func lockedIfPresent() throws -> LockedJournal? { try JournalOptions.exists(path) ? locked() : nil }

    /// The same of a journal that must be there.
    func lockedExisting() throws -> LockedJournal {
        guard let locked = try lockedIfPresent() else { throw missing }
        return locked
    }

    /// Opens the journal to look at it, if there is one.
    func looking() throws -> Journal? { try JournalOptions.looking(path) }

    /// What to say where there is none and one is needed.
    var missing: Failure {
        Failure(.error, "There is no journal at \(path).  Choose another with --journal FILE.")
    }

    /// Whether there is a journal at a path.
    static func exists(_ path: String) throws -> Bool {
        try Journal.exists(at: path)
    }

    fileprivate static func looking(_ path: String) throws -> Journal? {
        guard try exists(path) else { return nil }
        return try Journal.looking(at: path)
    }
}

/// A journal, and the right to be the one run that uses it.
struct LockedJournal {
    let journal: Journal
    let lock: RunLock

    /// Takes the lock, and only then opens the journal: another process may be making it at this moment.
    ///
    /// Where another program has locked the file, it waits for minutes, and says so.
    init(_ path: String) throws {
        lock = try RunLock(journal: path, started: Timestamp(Date()))
        journal = try Journal(path: path) { Console.progress(JournalWords.waiting($0)) }
    }
}

/// Where the journals are that are only looked at: one, or those of all shards.
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

    /// Their paths.
    var paths: [String] { journal.isEmpty ? [JournalOptions.standardPath] : journal }

    /// Opens the journals to look at them.  A single one need not be there yet: what only reads makes none.
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
