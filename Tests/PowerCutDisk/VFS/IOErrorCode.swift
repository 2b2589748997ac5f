internal import GRDBSQLite

/// The extended codes of I/O errors, whose macros Swift does not see (https://sqlite.org/rescode.html).
enum IOErrorCode {
    static let read = extended(1)
    static let shortRead = extended(2)
    static let write = extended(3)
    static let sync = extended(4)
    static let syncDirectory = extended(5)
    static let truncate = extended(6)
    static let status = extended(7)
    static let unlock = extended(8)
    static let delete = extended(10)
    static let access = extended(13)
    static let checkReservedLock = extended(14)
    static let lock = extended(15)
    static let sharedMemoryLock = extended(20)
    static let sharedMemoryMap = extended(21)
    static let deleteMissing = extended(23)

    private static func extended(_ number: Int32) -> Int32 { SQLITE_IOERR | number << 8 }
}
