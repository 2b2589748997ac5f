public import Accounts

/// The reason why a journal cannot be used.
public enum JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file cannot be opened or created.
    case cannotOpen(path: String, reason: String)
    /// The file belongs to another user.
    case notOurs(path: String, owner: UInt32)
    /// The file is not a journal of rollcall, or is damaged.
    case damaged(path: String, reason: String)
    /// The journal was found to be damaged while it was in use.
    case broken(path: String, reason: String)
    /// The journal would be on a network file system.
    case onNetwork(path: String, fileSystem: String)
    /// The journal was written by a later rollcall.
    case newerVersion(path: String)
    /// The journal belongs to another server.
    case otherServer(path: String, recorded: String, wanted: String)
    /// The journal is for another part of the names; nil for all of them.
    case otherShard(path: String, recorded: Shard?, wanted: Shard?)
    /// Several journals are not the shards of one whole, for this reason.
    case notOneWhole(String)
    /// The journal cannot be merged with others, for this reason.
    case notMergeable(path: String, reason: String)
    /// The journal cannot be merged with others because a draft that may contain its credentials cannot be read.
    case draftUnseen(path: String, UnseenDraft)
    /// A merged journal cannot be created because the path exists.
    case notNew(path: String)
    /// Two of the journals to merge are the same file.
    case sameJournal(String, String)
    /// Two of the journals to merge owe credentials to the same accounts; `later` is the one used later.
    case owedTwice(path: String, later: String, names: [AccountName])
    /// Another run is using the journal.
    case inUse(path: String, holder: String)
    /// A write failed: disk full, read-only, input/output error.
    case writeFailed(path: String, reason: String)
    /// Another program has held its lock on the journal for too long.
    case locked(path: String)
    /// The journal and the program disagree about a state; reported before anything is sent.
    case inconsistent(String)
    /// There is no such run.
    case noSuchRun(Int64)
    /// A backup cannot be written.
    case backup(path: String, reason: String)

    /// The error in words, without a remedy.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason): "The journal \(path) cannot be opened: \(reason)"
        case .notOurs(let path, let owner):
            "The journal \(path) cannot be opened: it belongs to another user (uid \(owner))"
        case .damaged(let path, let reason): "The journal \(path) is damaged or not a journal: \(reason)"
        case .broken(let path, let reason): "The journal \(path) is damaged: \(reason)"
        case .onNetwork(let path, let fileSystem):
            "The journal \(path) is on a network file system (\(fileSystem)), where its lock and its write-ahead log are not "
                + "reliable"
        case .newerVersion(let path): "The journal \(path) was written by a newer rollcall"
        case .otherServer(let path, let recorded, let wanted):
            "The journal \(path) belongs to \(recorded), not to \(wanted)"
        case .otherShard(let path, let recorded, let wanted):
            "The journal \(path) is for \(Self.part(recorded)), not for \(Self.part(wanted))"
        case .notOneWhole(let reason): "Several journals must be those of all shards of one server: \(reason)"
        case .notMergeable(let path, let reason): "The journal \(path) cannot be merged: \(reason)"
        case .draftUnseen(let path, let draft):
            "The journal \(path) cannot be merged: credentials of it may be in \(draft.path), which cannot be read "
                + "(\(draft.reason))"
        case .notNew(let path): "\(path) exists already, and a merged journal must be new"
        case .sameJournal(let one, let other): "\(one) and \(other) are the same journal"
        case .owedTwice(let path, let later, let names):
            "The journals \(path) and \(later) both owe credentials to "
                + names.prefix(5).map(\.text).joined(separator: ", ")
                + (names.count > 5 ? " and \(names.count - 5) more" : "")
        case .inUse(let path, let holder): "Another run is using the journal \(path): \(holder)"
        case .writeFailed(let path, let reason): "The journal \(path) cannot be written: \(reason)"
        case .locked(let path):
            "The journal \(path) is locked by another program, such as a database shell or a backup"
        case .inconsistent(let detail): "The journal does not fit the program: \(detail)"
        case .noSuchRun(let id): "There is no run \(id) in the journal"
        case .backup(let path, let reason): "The backup \(path) cannot be written: \(reason)"
        }
    }

    private static func part(_ shard: Shard?) -> String { shard.map { "the shard \($0)" } ?? "all names" }
}
