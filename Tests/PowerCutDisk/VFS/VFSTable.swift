internal import Foundation
internal import GRDBSQLite

/// The functions of a VFS, by which SQLite opens and removes files (https://sqlite.org/c3ref/vfs.html).
enum VFSTable {
    /// Creates the table of a VFS, which lives forever.
    static func make(_ name: String) -> UnsafeMutablePointer<sqlite3_vfs> {
        let table = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        table.initialize(to: sqlite3_vfs())
        table.pointee.iVersion = 2
        table.pointee.szOsFile = Int32(MemoryLayout<FileTable.Record>.stride)
        table.pointee.mxPathname = 1024
        table.pointee.zName = UnsafePointer(strdup(name))
        setNames(&table.pointee)
        setTime(&table.pointee)
        return table
    }

    /// Returns the process that uses a VFS.
    static func process(_ table: UnsafeMutablePointer<sqlite3_vfs>?) -> DiskProcess? {
        table?.pointee.pAppData.map { Unmanaged<DiskProcess>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func setNames(_ table: inout sqlite3_vfs) {
        table.xOpen = { table, name, file, flags, outFlags in
            FileTable.open(VFSTable.process(table), name.map { String(cString: $0) }, file, flags, outFlags)
        }
        table.xDelete = { table, name, syncsDirectory in
            guard let process = VFSTable.process(table), let name else { return IOErrorCode.delete }
            return VFSTable.remove(String(cString: name), syncsDirectory != 0, process)
        }
        table.xAccess = { table, name, _, result in
            guard let process = VFSTable.process(table), let name else { return IOErrorCode.access }
            return VFSTable.exists(String(cString: name), result, process)
        }
        table.xFullPathname = { _, name, size, result in
            guard let name, let result, strlen(name) < size else { return SQLITE_CANTOPEN }
            strcpy(result, name)
            return SQLITE_OK
        }
    }

    private static func setTime(_ table: inout sqlite3_vfs) {
        table.xRandomness = { _, count, bytes in
            if let bytes { memset(bytes, 0, Int(count)) }
            return count
        }
        table.xSleep = { table, microseconds in
            VFSTable.clock(table).sleep(.microseconds(microseconds))
            return microseconds
        }
        table.xCurrentTime = { table, day in
            day?.pointee = VFSTable.clock(table).julianDay
            return SQLITE_OK
        }
        table.xCurrentTimeInt64 = { table, milliseconds in
            milliseconds?.pointee = Int64(VFSTable.clock(table).julianDay * 86_400_000)
            return SQLITE_OK
        }
        table.xGetLastError = { _, _, _ in 0 }
    }

    private static func clock(_ table: UnsafeMutablePointer<sqlite3_vfs>?) -> DiskClock {
        process(table)?.disk.clock ?? .system
    }

    private static func remove(_ path: String, _ syncsDirectory: Bool, _ process: DiskProcess) -> Int32 {
        do throws(DiskFailure) {
            try process.remove(path)
        } catch {
            return error == .missing ? IOErrorCode.deleteMissing : IOErrorCode.delete
        }
        guard syncsDirectory else { return SQLITE_OK }
        do throws(DiskFailure) {
            try process.sync(directory: Volume.directory(of: path))
            return SQLITE_OK
        } catch {
            return IOErrorCode.syncDirectory
        }
    }

    /// As in SQLite's own VFS an empty file does not count.
    private static func exists(
        _ path: String, _ result: UnsafeMutablePointer<Int32>?, _ process: DiskProcess
    ) -> Int32 {
        do throws(DiskFailure) {
            let size = try process.disk.perform(for: process) { volume throws(DiskFailure) in
                try volume.file(path)?.now.count
            }
            result?.pointee = (size ?? 0) > 0 ? 1 : 0
            return SQLITE_OK
        } catch {
            result?.pointee = 0
            return error == .dead ? IOErrorCode.access : SQLITE_OK
        }
    }
}
