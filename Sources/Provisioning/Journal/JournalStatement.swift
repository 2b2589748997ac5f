internal import GRDB
internal import GRDBSQLite

/// One of the few statements that run for every request, without what GRDB does around each execution.
///
/// GRDB compiles, keeps and finalizes it, and runs the transaction around it; only binding and stepping happen here.
/// That is most of what a commit costs beside the disk.
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

    /// The statement, compiled on its first use.
    init(_ sql: String, _ database: Database) throws {
        self.database = database
        statement = try database.cachedStatement(sql: sql).sqliteStatement
    }

    /// Runs it with these values in the order of its question marks.
    func run(_ values: Value...) throws {
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        var position: CInt = 0
        for value in values {
            position += 1
            guard bind(value, at: position) == SQLITE_OK else { throw failure }
        }
        guard sqlite3_step(statement) == SQLITE_DONE else { throw failure }
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

/// Tells SQLite to keep a copy of what is bound (SQLITE_TRANSIENT).
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
