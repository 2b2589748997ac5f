import Foundation

/// An unnamed file for data that does not fit into memory.  It is deleted with the last reference, or with the
/// process.
///
/// Unchecked, because those that share it only read.
final class TemporaryFile: @unchecked Sendable {
    private var descriptor: Int32 = -1
    private var size = 0
    private var hasFailed = false

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Appends bytes and returns their offset, or nil if there is no space left.
    func append(_ bytes: [UInt8]) -> Int? {
        if descriptor < 0, !hasFailed { open() }
        guard !hasFailed else { return nil }
        let written = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(size)) }
        guard written == bytes.count else {
            hasFailed = true
            return nil
        }
        defer { size += written }
        return size
    }

    /// Returns the bytes at an offset that `append` returned.
    func read(_ count: Int, at offset: Int) throws(RosterError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, off_t(offset)) }
        guard got == count else {
            throw .cannotRead(path: "temporary file", reason: String(cString: strerror(errno)))
        }
        return bytes
    }

    private func open() {
        let directory = ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var path = Array("\(directory)/rollcall.XXXXXX".utf8CString)
        descriptor = mkstemp(&path)
        hasFailed = descriptor < 0
        if !hasFailed { unlink(path) }
    }
}
