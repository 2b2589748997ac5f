internal import GRDBSQLite

/// The functions of an open file that are about other connections: locks, and the memory that they share.
enum LockTable {
    /// Fills in the functions.
    static func set(_ table: inout sqlite3_io_methods) {
        setLocks(&table)
        setMemory(&table)
    }

    private static func setLocks(_ table: inout sqlite3_io_methods) {
        table.xLock = { record, level in
            FileTable.result(record, IOErrorCode.lock) { file throws(DiskFailure) in
                try file.lock(LockLevel(rawValue: level) ?? .exclusive) ? SQLITE_OK : SQLITE_BUSY
            }
        }
        table.xUnlock = { record, level in
            FileTable.result(record, IOErrorCode.unlock) { file throws(DiskFailure) in
                try file.unlock(to: LockLevel(rawValue: level) ?? .none)
                return SQLITE_OK
            }
        }
        table.xCheckReservedLock = { record, isReserved in
            FileTable.result(record, IOErrorCode.checkReservedLock) { file throws(DiskFailure) in
                isReserved?.pointee = try file.isReserved() ? 1 : 0
                return SQLITE_OK
            }
        }
    }

    private static func setMemory(_ table: inout sqlite3_io_methods) {
        table.xShmMap = { record, index, size, creates, region in
            FileTable.result(record, IOErrorCode.sharedMemoryMap) { file throws(DiskFailure) in
                guard try file.joinMemory() else { return SQLITE_CANTOPEN }
                region?.pointee = try file.memoryRegion(Int(index), size: Int(size), creates: creates != 0)
                return SQLITE_OK
            }
        }
        table.xShmLock = { record, first, count, flags in
            FileTable.result(record, IOErrorCode.sharedMemoryLock) { file throws(DiskFailure) in
                try LockTable.lock(file, slots: (1 << UInt32(count) - 1) << UInt32(first), flags)
            }
        }
        table.xShmBarrier = { FileTable.file($0)?.process.disk.locked {} }
        table.xShmUnmap = { record, _ in
            guard let file = FileTable.file(record) else { return SQLITE_OK }
            file.process.disk.locked { file.unmapMemory() }
            return SQLITE_OK
        }
    }

    private static func lock(_ file: OpenFile, slots: UInt32, _ flags: Int32) throws(DiskFailure) -> Int32 {
        if flags & SQLITE_SHM_UNLOCK != 0 {
            try file.unlockMemory(slots)
            return SQLITE_OK
        }
        return try file.lockMemory(slots, isExclusive: flags & SQLITE_SHM_EXCLUSIVE != 0) ? SQLITE_OK : SQLITE_BUSY
    }
}
