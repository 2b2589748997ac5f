internal import GRDBSQLite

/// The functions of an open file, by which SQLite reads, writes and locks (https://sqlite.org/c3ref/io_methods.html).
enum FileTable {
    /// What SQLite allocates for an open file.
    struct Record {
        var base: sqlite3_file
        var file: Unmanaged<OpenFile>?
    }

    /// Opens a file, and fills SQLite's record of it.
    static func open(
        _ process: DiskProcess?, _ path: String?, _ record: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let process, let record else { return SQLITE_CANTOPEN }
        record.pointee.pMethods = nil
        do throws(DiskFailure) {
            let file = try open(process, path, flags)
            let isJournal = flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL) != 0
            file.owesDirectorySync = isJournal && flags & SQLITE_OPEN_CREATE != 0
            UnsafeMutableRawPointer(record).assumingMemoryBound(to: Record.self)
                .initialize(to: Record(base: sqlite3_file(pMethods: methods), file: .passRetained(file)))
            // On a disk that is read-only SQLite's own VFS opens a file for reading instead.
            let changing = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            outFlags?.pointee = process.disk.isReadOnly ? flags & ~changing | SQLITE_OPEN_READONLY : flags
            return SQLITE_OK
        } catch {
            return SQLITE_CANTOPEN
        }
    }

    private static func open(
        _ process: DiskProcess, _ path: String?, _ flags: Int32
    ) throws(DiskFailure) -> OpenFile {
        guard let path else { return try process.openTemporary() }
        return try process.open(
            path, creates: flags & SQLITE_OPEN_CREATE != 0, mustBeNew: flags & SQLITE_OPEN_EXCLUSIVE != 0)
    }

    /// Returns the file of a record.
    static func file(_ record: UnsafeMutablePointer<sqlite3_file>?) -> OpenFile? {
        record.flatMap {
            UnsafeMutableRawPointer($0).assumingMemoryBound(to: Record.self).pointee.file?.takeUnretainedValue()
        }
    }

    private static func close(_ record: UnsafeMutablePointer<sqlite3_file>?) -> Int32 {
        file(record)?.close()
        if let record {
            let record = UnsafeMutableRawPointer(record).assumingMemoryBound(to: Record.self)
            record.pointee.base.pMethods = nil
            record.pointee.file?.release()
            record.pointee.file = nil
        }
        return SQLITE_OK
    }

    // Written once, before any file is open.
    nonisolated(unsafe) private static let methods: UnsafePointer<sqlite3_io_methods> = {
        let table = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        table.initialize(to: sqlite3_io_methods())
        table.pointee.iVersion = 2
        table.pointee.xClose = { FileTable.close($0) }
        setContent(&table.pointee)
        LockTable.set(&table.pointee)
        setDevice(&table.pointee)
        return UnsafePointer(table)
    }()

    private static func setContent(_ table: inout sqlite3_io_methods) {
        table.xRead = { record, buffer, count, offset in
            FileTable.result(record, IOErrorCode.read) { file throws(DiskFailure) in
                let target = UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
                let available = try file.read(into: target, at: Int(offset))
                if available == target.count { return SQLITE_OK }
                let rest = UnsafeMutableRawBufferPointer(rebasing: target[available...])
                rest.initializeMemory(as: UInt8.self, repeating: 0)
                return IOErrorCode.shortRead
            }
        }
        table.xWrite = { record, bytes, count, offset in
            FileTable.result(record, IOErrorCode.write) { file throws(DiskFailure) in
                try file.write(UnsafeRawBufferPointer(start: bytes, count: Int(count)), at: Int(offset))
                return SQLITE_OK
            }
        }
        table.xTruncate = { record, size in
            FileTable.result(record, IOErrorCode.truncate) { file throws(DiskFailure) in
                try file.truncate(to: Int(size))
                return SQLITE_OK
            }
        }
        table.xSync = { record, _ in
            FileTable.result(record, IOErrorCode.sync) { file throws(DiskFailure) in
                try file.sync()
                return SQLITE_OK
            }
        }
        table.xFileSize = { record, size in
            FileTable.result(record, IOErrorCode.status) { file throws(DiskFailure) in
                size?.pointee = Int64(try file.size())
                return SQLITE_OK
            }
        }
    }

    private static func setDevice(_ table: inout sqlite3_io_methods) {
        table.xSectorSize = { Int32(FileTable.file($0)?.process.disk.geometry.sectorSize ?? 4096) }
        table.xDeviceCharacteristics = {
            FileTable.file($0)?.process.disk.geometry.isPowersafe == true ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0
        }
        table.xFileControl = { record, operation, argument in
            guard operation == SQLITE_FCNTL_HAS_MOVED, let argument else { return SQLITE_NOTFOUND }
            return FileTable.result(record, IOErrorCode.status) { file throws(DiskFailure) in
                argument.assumingMemoryBound(to: Int32.self).pointee = try file.hasMoved() ? 1 : 0
                return SQLITE_OK
            }
        }
    }

    /// Returns the result of a call on a file; a full disk has a code of its own.
    static func result(
        _ record: UnsafeMutablePointer<sqlite3_file>?, _ code: Int32,
        _ body: (OpenFile) throws(DiskFailure) -> Int32
    ) -> Int32 {
        guard let file = file(record) else { return SQLITE_IOERR }
        do throws(DiskFailure) {
            return try body(file)
        } catch {
            return error == .full ? SQLITE_FULL : code
        }
    }
}
