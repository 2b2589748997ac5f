internal import Accounts
internal import Bytes
internal import FlowServ
internal import GRDB
internal import GRDBSQLite

/// A statement that runs for every request, without GRDB's overhead for each execution.
///
/// GRDB compiles, caches and finalizes it, and runs the transaction around it; only binding and stepping happen here.
/// They are most of the cost of a commit apart from the disk.
struct JournalStatement {
    private let statement: SQLiteStatement
    private let database: Database

    /// A value of a column.
    enum Value {
        case null
        case integer(Int64)
        case text(String)
        case blob([UInt8])

        static func integer(_ value: Int) -> Value { .integer(Int64(value)) }
        static func text(_ value: String?) -> Value { value.map(Value.text) ?? .null }
        static func integer(_ value: Int?) -> Value { value.map { .integer(Int64($0)) } ?? .null }
    }

    /// Creates the statement, compiled on first use.
    init(_ sql: String, _ database: Database) throws {
        self.database = database
        statement = try database.cachedStatement(sql: sql).sqliteStatement
    }

    /// Runs it with these values for its placeholders, in order.
    func run(_ values: Value...) throws {
        try withBound(values) {
            guard sqlite3_step(statement) == SQLITE_DONE else { throw failure }
        }
    }

    /// Runs a query with these values, and calls a function with each row.
    func forEachRow(_ values: [Value] = [], show: (JournalRow) throws -> Void) throws {
        try withBound(values) {
            while true {
                switch sqlite3_step(statement) {
                case SQLITE_ROW: try show(JournalRow(statement: statement))
                case SQLITE_DONE: return
                default: throw failure
                }
            }
        }
    }

    private func withBound(_ values: [Value], _ body: () throws -> Void) throws {
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        var position: CInt = 0
        for value in values {
            position += 1
            guard bind(value, at: position) == SQLITE_OK else { throw failure }
        }
        try body()
    }

    private func bind(_ value: Value, at position: CInt) -> CInt {
        switch value {
        case .null: sqlite3_bind_null(statement, position)
        case .integer(let number): sqlite3_bind_int64(statement, position, number)
        case .text(var text):
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(statement, position, $0.baseAddress, CInt($0.count), copied)
                }
            }
        case .blob(let bytes): sqlite3_bind_blob(statement, position, bytes, CInt(bytes.count), copied)
        }
    }

    private var failure: DatabaseError {
        let connection = database.sqliteConnection
        return DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: sqlite3_errmsg(connection).map { String(cString: $0) })
    }
}

/// The current row of a query; it is valid only during the call.
struct JournalRow {
    fileprivate let statement: SQLiteStatement

    /// Returns a column's number; 0 if it is not a number.
    func integer(_ column: CInt) -> Int { Int(sqlite3_column_int64(statement, column)) }

    /// Returns whether a column is NULL.
    func isNull(_ column: CInt) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    /// Calls a function with a column's bytes, from a text or a blob.
    func withBytes<Value>(_ column: CInt, _ body: (Span<UInt8>) throws -> Value) rethrows -> Value {
        let start = sqlite3_column_blob(statement, column)?.assumingMemoryBound(to: UInt8.self)
        return try body(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))).span)
    }

    /// Returns the name in a column.
    func name(_ column: CInt) -> AccountName { withBytes(column) { AccountName($0) } }

    /// Returns the id in a column.
    func userID(_ column: CInt) -> UserID? {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_BLOB: withBytes(column) { UserIDColumn.id($0) }
        case SQLITE_TEXT: UserID(rawValue: withBytes(column) { $0.text })
        default: nil
        }
    }

    /// Returns whether a column contains the id in the form in which ``UserIDColumn`` writes 32 hexadecimal digits.
    func isPackedID(_ column: CInt) -> Bool {
        sqlite3_column_type(statement, column) == SQLITE_BLOB && sqlite3_column_bytes(statement, column) == 16
    }

    /// Returns the text in a column, nil if there is none.
    func text(_ column: CInt) -> String? {
        sqlite3_column_type(statement, column) == SQLITE_TEXT ? withBytes(column) { $0.text } : nil
    }
}

/// Makes SQLite copy bound values (SQLITE_TRANSIENT).
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
