public import Accounts

/// Why the journal cannot be used.
public enum JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file cannot be opened or made.
    case cannotOpen(path: String, reason: String)
    /// It belongs to another user.
    case notOurs(path: String, owner: UInt32)
    /// The file is not an rollcall journal, or is damaged.
    case damaged(path: String, reason: String)
    /// It turned out to be damaged while it was in use.
    case broken(path: String, reason: String)
    /// It would lie on a network file system.
    case onNetwork(path: String, fileSystem: String)
    /// A later rollcall wrote it.
    case newerVersion(path: String)
    /// It belongs to another server.
    case otherServer(path: String, recorded: String, wanted: String)
    /// It is for another part of the names; nil for all of them.
    case otherShard(path: String, recorded: Shard?, wanted: Shard?)
    /// Several journals are not the shards of one whole, for this reason.
    case notOneWhole(String)
    /// It cannot be merged with others, for this reason.
    case notMergeable(path: String, reason: String)
    /// It cannot be merged with others, because a draft that may hold credentials of it cannot be looked at.
    case draftUnseen(path: String, UnseenDraft)
    /// A merged journal cannot be made where something is already.
    case notNew(path: String)
    /// Two of the journals to merge are the same file.
    case sameJournal(String, String)
    /// Two of the journals to merge owe credentials to the same accounts; the latter one worked later.
    case owedTwice(path: String, later: String, names: [AccountName])
    /// Another run is using it.
    case inUse(path: String, holder: String)
    /// A write failed: disk full, read-only, input/output error.
    case writeFailed(path: String, reason: String)
    /// Another program than rollcall has held its lock for too long.
    case locked(path: String)
    /// The journal and the program disagree about a state: a defect, reported before anything is sent.
    case inconsistent(String)
    /// There is no such run.
    case noSuchRun(Int64)
    /// A backup cannot be written.
    case backup(path: String, reason: String)

    /// What is wrong and what to do.
    public var description: String { description() }

    /// What is wrong and what to do.
    ///
    /// - Parameter call: Spells a call of rollcall that can be typed as it is printed.
    package func description(call: (String) -> String = { "rollcall " + $0 }) -> String {
        switch self {
        case .cannotOpen(let path, let reason):
            "The journal \(path) cannot be opened: \(reason).  Check the path and its permissions, "
                + "or choose another with --journal FILE."
        case .notOurs(let path, let owner):
            "The journal \(path) cannot be opened: it belongs to another user (uid \(owner))."
        case .damaged(let path, let reason):
            "The journal \(path) is damaged or not a journal: \(reason).  Restore it from a backup; "
                + "nothing was sent."
        case .broken(let path, let reason):
            "The journal \(path) is damaged: \(reason).  Restore it from a backup and type: "
                + call("apply --journal \(AccountName(path).shellWord) ROSTER") + "\n"
                + "What the backup does not know is found in the server's listing; a pending account ends as stranded."
        case .onNetwork(let path, let fileSystem):
            "The journal \(path) would lie on a network file system (\(fileSystem)), where neither its lock nor its "
                + "write-ahead log can be relied on.  Choose a local path with --journal FILE."
        case .newerVersion(let path):
            "The journal \(path) was written by a newer rollcall.  Use that version, or a newer one."
        case .otherServer(let path, let recorded, let wanted):
            "The journal \(path) belongs to \(recorded), not to \(wanted).  "
                + "Keep one journal for each server: choose another with --journal FILE.\n"
                + "If it is the same server under a new address, type: "
                + call(
                    "journal rename-server --journal "
                        + [path, recorded, wanted].map { AccountName($0).shellWord }.joined(separator: " "))
        case .otherShard(let path, let recorded?, nil):
            "The journal \(path) is for the shard \(recorded).  Pass --shard \(recorded), "
                + "or choose another journal with --journal FILE."
        case .otherShard(let path, let recorded?, let wanted?):
            "The journal \(path) is for the shard \(recorded), not for \(wanted).  "
                + "Keep one journal for each shard: choose another with --journal FILE."
        case .otherShard(let path, nil, let wanted):
            "The journal \(path) is for all names, not for the shard \(wanted?.description ?? "?").  "
                + "Keep one journal for each shard: choose another with --journal FILE."
        case .notOneWhole(let reason):
            "Several journals are taken together only when they are all the shards of one whole: \(reason).  "
                + "Give the journal of each shard once."
        case .notMergeable(let path, let reason):
            "The journal \(path) cannot be merged: \(reason).  First type: "
                + call("resume --journal " + AccountName(path).shellWord)
        case .draftUnseen(let path, let draft):
            "The journal \(path) cannot be merged: credentials of it may lie in \(draft.path), which cannot be looked at "
                + "(\(draft.reason)).  Make that place available again and merge once more.  If it is gone for good, type: "
                + "mkdir -p \(AccountName(draft.directory).shellWord)"
        case .notNew(let path):
            "\(path) is there already, and a merged journal must be new.  Choose another path, or move that file away."
        case .sameJournal(let one, let other):
            "\(one) and \(other) are the same journal.  Give each journal once."
        case .owedTwice(let path, let later, let names):
            "The journals \(path) and \(later) both owe credentials to "
                + names.prefix(5).map(\.text).joined(separator: ", ")
                + (names.count > 5 ? " and \(names.count - 5) more" : "")
                + ".  To deliver those of the later journal first, type: "
                + call("apply --journal \(AccountName(later).shellWord) --credentials FILE ROSTER")
        case .inUse(let path, let holder):
            "Another run is using the journal \(path): \(holder).  Wait for it to end."
        case .writeFailed(let path, let reason):
            "The journal \(path) cannot be written: \(reason).  Make room or restore access."
        case .locked(let path):
            "The journal \(path) is locked by another program, such as a database shell or a backup.  "
                + "End that program."
        case .inconsistent(let detail):
            "The journal does not fit the program: \(detail).  Please report this; nothing more was sent."
        case .backup(let path, let reason):
            "The backup \(path) cannot be written: \(reason).  Choose another FILE, or make room for it; the journal is as it was."
        case .noSuchRun(let id):
            "There is no run \(id) in the journal."
        }
    }
}
