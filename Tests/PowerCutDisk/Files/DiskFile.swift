/// A file that a process has open for anything but SQLite: a draft of credentials, a report, a lock.
package final class DiskFile: Sendable {
    private let file: OpenFile

    init(_ file: OpenFile) {
        self.file = file
    }

    deinit { file.close() }

    /// Writes bytes at the end.
    package func append(_ bytes: [UInt8]) throws(DiskFailure) {
        try write(bytes, at: file.size())
    }

    /// Writes bytes at an offset.
    package func write(_ bytes: [UInt8], at offset: Int) throws(DiskFailure) {
        let failure: DiskFailure? = bytes.withUnsafeBytes { bytes in
            do throws(DiskFailure) {
                try file.write(bytes, at: offset)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Changes its size.
    package func truncate(to size: Int) throws(DiskFailure) {
        try file.truncate(to: size)
    }

    /// Makes its content durable, though not its name.
    package func sync() throws(DiskFailure) {
        try file.sync()
    }

    /// Returns all bytes.
    package func contents() throws(DiskFailure) -> [UInt8] {
        var failure: DiskFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: try file.size()) { buffer, count in
            do throws(DiskFailure) {
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Takes the lock of the whole file, as flock(2) does.  It ends with this object, its process, or the power.
    ///
    /// - Returns: Whether nobody else has it.
    package func tryLock() throws(DiskFailure) -> Bool {
        try file.lock(.reserved)
    }
}
