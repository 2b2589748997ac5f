import GRDBSQLite
import PowerCutDisk

/// A connection of SQLite without anything in between.
final class Connection {
    private var database: OpaquePointer?

    /// Opens a database of a process.
    convenience init(_ path: String, of process: DiskProcess) {
        self.init(uri: process.uri(path))
    }

    /// Opens a database by its URI; the first statement tells whether that succeeded.
    init(uri: String) {
        sqlite3_open_v2(uri, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, nil)
        sqlite3_extended_result_codes(database, 1)
    }

    deinit { close() }

    func close() {
        sqlite3_close_v2(database)
        database = nil
    }

    /// Runs statements.
    ///
    /// - Returns: SQLite's code, extended.
    @discardableResult
    func run(_ sql: String) -> Int32 {
        sqlite3_exec(database, sql, nil, nil, nil)
    }

    /// Returns all rows of a query, with all columns as one text; nil after an error.
    func rows(_ sql: String) -> [String]? {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else { return nil }
        defer { sqlite3_finalize(statement) }
        var rows: [String] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: rows.append(Self.row(statement))
            case SQLITE_DONE: return rows
            default: return nil
            }
        }
    }

    private static func row(_ statement: OpaquePointer?) -> String {
        (0..<sqlite3_column_count(statement)).map { column in
            sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "NULL"
        }.joined(separator: "|")
    }
}
