internal import Bytes
internal import Foundation
internal import GRDB

extension Journal {
    /// Opens a journal only to look at it: nothing is written, made or locked, and whoever writes to it is not disturbed.
    ///
    /// One that an earlier rollcall has written is copied into memory, where the copy is brought up to date.
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
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError where error.isOfReadOnlyPlace {
            // Whoever reads a write-ahead log shares an index of it with others, in a file.  Where that file cannot be made
            // nobody writes either, so the index is ours alone, in memory; and without a log there is none.
            let hasLog = try exists(at: path + "-wal")
            if hasLog { configuration.prepareDatabase { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") } }
            do {
                return try DatabaseQueue(
                    path: uri(path, hasLog ? "mode=ro&vfs=unix-none" : "immutable=1"), configuration: configuration)
            } catch _ {
                throw error
            }
        }
    }

    /// The URI under which SQLite opens a file in a certain way.
    private static func uri(_ path: String, _ options: String) -> String {
        let absolute = URL(fileURLWithPath: path).path
        return "file://\(PercentEncoding.encode(absolute, keeping: "/"))?\(options)"
    }
}

extension DatabaseError {
    /// Whether SQLite could not open a file that it wanted beside the database.
    fileprivate var isOfReadOnlyPlace: Bool {
        switch resultCode.primaryResultCode {
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: true
        default: false
        }
    }
}
