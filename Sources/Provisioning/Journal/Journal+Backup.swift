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
        do {
            // Some before it, because they may go meanwhile, and the others after it, because a secret is there before the journal
            // needs it.
            try copies.take(secrets.load())
            _ = try PrivateFile(draft, mustBeNew: true)
            try copy(path, to: draft)
            try copies.take(secrets.load())
            guard rename(draft, target) == 0 else { throw PrivateFileError(target, errno: errno) }
            try PrivateFile.syncDirectory(of: target)
            copies.remove(except: secrets.present)
        } catch let error as JournalError {
            throw error
        } catch let error as PrivateFileError {
            throw .cannotOpen(path: error.path, reason: error.reason)
        } catch {
            throw JournalError(opening: path, error)
        }
    }

    /// Refuses to overwrite the journal itself, a journal that is in use, and what is no journal.
    private static func checkTarget(_ target: String, of path: String) throws(JournalError) {
        guard try exists(at: target) else { return }
        if FileIdentity(target) == FileIdentity(path) { throw .sameJournal(path, target) }
        for suffix in JournalFiles.companions where try exists(at: target + suffix) {
            throw .cannotOpen(path: target, reason: "it is in use, or was not closed (\(target)\(suffix) is there)")
        }
        let journal = try Journal.looking(at: target)
        withExtendedLifetime(journal) {}
    }

    private static func copy(_ path: String, to draft: String) throws {
        let source = try readOnly(path)
        let copy = try DatabaseQueue(path: draft)
        try source.backup(to: copy)
        // One file by itself, with no write-ahead log beside it.
        try copy.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = DELETE")
            let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
            guard verdict == "ok" else { throw JournalError.damaged(path: path, reason: verdict ?? "no verdict") }
        }
        try copy.close()
        try source.close()
        let file = try PrivateFile(draft)
        guard fsync(file.descriptor) == 0 else { throw PrivateFileError(draft, errno: errno) }
    }
}
