internal import Bytes
internal import Foundation
internal import GRDB

extension Journal {
    /// Opens a journal for reading only: nothing is written, created or locked, and writers are not disturbed.
    ///
    /// A journal written by an earlier rollcall is copied into memory, and the copy is migrated.
    public static func looking(at path: String) throws(JournalError) -> Journal {
        try JournalFiles.check(path)
        do {
            let file = try readOnly(path)
            let migrator = JournalSchema.migrator
            if try file.read(migrator.hasBeenSuperseded) { throw JournalError.newerVersion(path: path) }
            if try file.read(migrator.hasCompletedMigrations) { return Journal(path: path, lookingAt: file) }
            let copy = try DatabaseQueue()
            try file.backup(to: copy)
            try migrator.migrate(copy)
            return Journal(path: path, lookingAt: copy)
        } catch let error as JournalError {
            throw error
        } catch {
            throw JournalError(opening: path, error)
        }
    }

    static func readOnly(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "journal"
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            return try DatabaseQueue(path: JournalFiles.place(of: path), configuration: configuration)
        } catch let error as DatabaseError where error.isOfReadOnlyPlace {
            // Readers of a write-ahead log share an index of it in a file.  If that file cannot be created, there is
            // no writer either, so the index can be private, in memory; and without a log there is no index.
            let hasLog = try exists(at: path + "-wal")
            if hasLog { configuration.prepareDatabase { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") } }
            do {
                return try DatabaseQueue(
                    path: uri(path, hasLog ? "mode=ro&vfs=unix-none" : "immutable=1"),
                    configuration: configuration)
            } catch _ {
                throw error
            }
        }
    }

    /// Returns the URI with which SQLite opens a file with certain options.
    static func uri(_ path: String, _ options: String) -> String {
        let absolute = URL(fileURLWithPath: path).path
        return "file://\(PercentEncoding.encode(absolute, keeping: "/"))?\(options)"
    }
}

extension DatabaseError {
    /// Whether SQLite could not open a file that it needs next to the database.
    fileprivate var isOfReadOnlyPlace: Bool {
        switch resultCode.primaryResultCode {
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: true
        default: false
        }
    }
}
