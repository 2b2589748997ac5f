import GRDBSQLite
import PowerCutDisk

/// A connection of SQLite without anything in between.
final class Connection {
    private var database: OpaquePointer?
    /// SQLite's code when it could not be opened; SQLite refuses to use it then.
    private let refusal: Int32?

    /// Opens a database of a process.
    convenience init(_ path: String, of process: DiskProcess) {
        self.init(uri: process.uri(path))
    }

    /// Opens a database by its URI; the first statement tells whether that succeeded.
    init(uri: String) {
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI
        let code = sqlite3_open_v2(uri, &database, flags, nil)
        refusal = code == SQLITE_OK ? nil : code
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
        refusal ?? sqlite3_exec(database, sql, nil, nil, nil)
    }

    /// Returns all rows of a query, with all columns as one text; nil after an error.
    func rows(_ sql: String) -> [String]? {
        var statement: OpaquePointer?
        guard refusal == nil, sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else { return nil }
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

    /// Runs one statement.
    ///
    /// - Returns: Its rows, and SQLite's code.
    func answer(_ sql: String) -> (rows: [String]?, code: Int32) {
        let rows = rows(sql)
        return (rows, rows == nil ? refusal ?? sqlite3_extended_errcode(database) : SQLITE_OK)
    }

    private static func row(_ statement: OpaquePointer?) -> String {
        (0..<sqlite3_column_count(statement)).map { column in
            sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "NULL"
        }.joined(separator: "|")
    }
}
