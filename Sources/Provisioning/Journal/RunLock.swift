internal import Foundation

/// The right to be the one run that uses a journal.
///
/// It is an advisory lock on a file beside the journal.  The kernel releases it when the process ends, however
/// it ends, so it never has to be cleaned up by hand.
public final class RunLock: Sendable {
    private let file: PrivateFile

    /// Takes the lock, or says who has it.
    ///
    /// - Throws: ``JournalError/inUse(path:holder:)`` at once when another process has it.
    public init(journal path: String, started: String) throws(JournalError) {
        let file: PrivateFile
        do { file = try PrivateFile(path + ".lock") } catch {
            throw .cannotOpen(path: error.path, reason: error.reason)
        }
        let descriptor = file.descriptor
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            guard reason == EWOULDBLOCK else {
                throw .cannotOpen(path: path + ".lock", reason: String(cString: strerror(reason)))
            }
            throw .inUse(path: path, holder: Self.holder(descriptor))
        }
        let note = "pid \(getpid()) on \(ProcessInfo.processInfo.hostName), started \(started)\n"
        ftruncate(descriptor, 0)
        _ = Array(note.utf8).withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        self.file = file
    }

    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        let note = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return note.isEmpty ? "it has just started" : note.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
