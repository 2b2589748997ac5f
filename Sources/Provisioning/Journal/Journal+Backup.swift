internal import Foundation
internal import GRDB

extension Journal {
    /// Copies a journal, with the secrets that lie beside it, while a run may be going on.
    ///
    /// SQLite's online backup makes the copy, so it is the journal of one moment.  It takes the place of an earlier backup whole or
    /// not at all.  Its secrets lie beside it under its name.
    ///
    /// - Parameters:
    ///   - path: The journal.
    ///   - target: The copy.
    /// - Throws: ``JournalError``, also when something else than a journal is at `target`, or when it is the journal itself.
    public static func backUp(_ path: String, to target: String) throws(JournalError) {
        try JournalFiles.check(path)
        try checkTarget(target, of: path)
        let secrets = SecretStore(journal: path)
        let copies = SecretStore(journal: target)
        let draft = target + ".\(UUID().uuidString).draft"
        defer { unlink(draft) }
        let isNew = FileIdentity(target) == nil
        let known = copies.present
        do {
            // Some before it, because they may go meanwhile, and the others after it, because a secret is there before the journal
            // needs it.
            try copies.take(secrets.load())
            _ = try PrivateFile(draft, mustBeNew: true)
            try copy(path, to: draft)
            try copies.take(secrets.load())
            guard rename(draft, target) == 0 else { throw PrivateFileError(target, errno: errno) }
            try PrivateFile.syncDirectory(of: target)
            // Those of the backup that was replaced; where there was none, they may be another's that was moved away.
            copies.remove(except: isNew ? secrets.present.union(known) : secrets.present)
        } catch {
            for suffix in JournalFiles.companions { unlink(draft + suffix) }
            copies.remove(except: known)
            switch error {
            case let error as PrivateFileError: throw .backup(path: target, reason: error.reason)
            case JournalError.cannotOpen(let place, let reason) where place.hasPrefix(target):
                throw .backup(path: target, reason: reason)
            case let error as JournalError: throw error
            default: throw JournalError(opening: path, error)
            }
        }
    }

    /// Refuses to overwrite the journal itself, a journal that is in use, and what is no journal.
    private static func checkTarget(_ target: String, of path: String) throws(JournalError) {
        if (JournalFiles.companions + [".lock"]).contains(where: target.hasSuffix) {
            throw .backup(path: target, reason: "SQLite's own files have such names")
        }
        do { try PrivateFile.check(target) } catch { throw .backup(path: target, reason: error.reason) }
        guard try exists(at: target) else { return }
        if FileIdentity(target) == FileIdentity(path) { throw .sameJournal(path, target) }
        for suffix in JournalFiles.companions where try exists(at: target + suffix) {
            throw .backup(path: target, reason: "it is in use, or was not closed (\(target)\(suffix) is there)")
        }
        do {
            let journal = try Journal.looking(at: target)
            withExtendedLifetime(journal) {}
        } catch {
            throw .backup(path: target, reason: "what is there is no journal, and would be lost")
        }
    }

    private static func copy(_ path: String, to draft: String) throws {
        let source = try readOnly(path)
        do {
            try write(source, to: draft, of: path)
        } catch let error as DatabaseError where error.resultCode != .SQLITE_CORRUPT {
            throw JournalError.cannotOpen(path: draft, reason: Self.reason(error, draft))
        }
        try source.close()
    }

    /// What kept SQLite from writing; of a full disk it may say that there is no error.
    private static func reason(_ error: DatabaseError, _ draft: String) -> String {
        var space = statvfs()
        let isFull = statvfs(draft, &space) == 0 && space.f_bavail * space.f_frsize < 1 << 20
        return isFull ? "the disk is full" : error.message ?? error.resultCode.description
    }

    private static func write(_ source: DatabaseQueue, to draft: String, of path: String) throws {
        let copy = try DatabaseQueue(path: draft)
        try source.backup(to: copy)
        // One file by itself, with no write-ahead log beside it.
        try copy.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = DELETE")
            let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
            guard verdict == "ok" else { throw JournalError.damaged(path: path, reason: verdict ?? "no verdict") }
        }
        try copy.close()
        let file = try PrivateFile(draft)
        guard fsync(file.descriptor) == 0 else { throw PrivateFileError(draft, errno: errno) }
    }
}
