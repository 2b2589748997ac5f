internal import Foundation
internal import GRDB

extension Journal {
    /// Copies a journal with its secrets, even while a run is in progress.
    ///
    /// SQLite's online backup makes the copy, so it is the journal at one moment.  It replaces an earlier backup
    /// completely or not at all.  The secrets are stored next to it under its name.
    ///
    /// - Parameters:
    ///   - path: The journal.
    ///   - target: The copy.
    /// - Throws: ``JournalError``, also if `target` is a file other than a journal, or the journal itself.
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
            // Copy some secrets before it, because they may be removed meanwhile, and the others after it, because a
            // secret exists before the journal needs it.
            try copies.insert(secrets.load())
            _ = try PrivateFile(draft, mustBeNew: true)
            try copy(path, to: draft)
            try copies.insert(secrets.load())
            guard rename(draft, target) == 0 else { throw PrivateFileError(target, errno: errno) }
            try PrivateFile.syncDirectory(of: target)
            // Remove the secrets of the replaced backup; if there was none, they may belong to one that was moved
            // away.
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

    /// Refuses to overwrite the journal itself, a journal in use, or a file that is not a journal.
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
            throw .backup(path: target, reason: "the file there is not a journal, and would be overwritten")
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

    /// Returns why SQLite could not write; on a full disk it may report that there is no error.
    private static func reason(_ error: DatabaseError, _ draft: String) -> String {
        var space = statvfs()
        let isFull = statvfs(draft, &space) == 0 && space.f_bavail * space.f_frsize < 1 << 20
        return isFull ? "the disk is full" : error.message ?? error.resultCode.description
    }

    private static func write(_ source: DatabaseQueue, to draft: String, of path: String) throws {
        let copy = try DatabaseQueue(path: draft)
        try source.backup(to: copy)
        // Make it a single file, without a write-ahead log.
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
