internal import Foundation
internal import GRDB

/// A SQLite file as any other program opens it: a shell, a backup, an older rollcall.
package final class SQLiteFile: Sendable {
    private let database: DatabaseQueue

    /// Opens it.
    package init(_ path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        configuration.allowsUnsafeTransactions = true
        database = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Runs statements, outside of any transaction but their own.
    package func execute(_ sql: String) throws {
        try database.writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    /// The first column of every row.
    package func column(_ sql: String) throws -> [String] {
        try database.read { try Row.fetchAll($0, sql: sql).map { $0[0] as String } }
    }

    /// Closes it.
    package func close() throws { try database.close() }

    /// Makes a journal look as if an earlier rollcall had made it, which knew no former ids, one draft at a time, and no adopted accounts.
    package static func age(_ path: String) throws {
        let file = try SQLiteFile(path)
        try file.execute(
            """
            DROP TRIGGER account_id_replaced; DROP TRIGGER account_removed; DROP TABLE former_id; DROP TABLE doubt;
            DROP TABLE adopted; DROP TABLE publication; ALTER TABLE hand_out DROP COLUMN publication;
            CREATE TABLE publication (
                only INTEGER PRIMARY KEY CHECK (only = 1), draft TEXT NOT NULL, path TEXT NOT NULL
            );
            DELETE FROM grdb_migrations WHERE CAST(identifier AS INTEGER) >= 5;
            """)
        try file.close()
    }

    /// The migrations that a journal has been through.
    package static func migrations(of path: String) throws -> [String] {
        let file = try SQLiteFile(path)
        defer { try? file.close() }
        return try file.column("SELECT identifier FROM grdb_migrations ORDER BY CAST(identifier AS INTEGER)")
    }
}
