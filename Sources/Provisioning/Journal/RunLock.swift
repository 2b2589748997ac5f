public import Accounts
internal import Foundation

/// The exclusive right to run with a journal.
///
/// It is an advisory lock on a file next to the journal.  The kernel releases it when the process ends, in whatever
/// way, so it never needs manual cleanup.  It must be taken before the journal is opened.
///
/// The file is locked in two ways.  flock(2) keeps other runs out.  A process that only checks the lock must not take
/// it even for a moment, because a run that begins then would be refused; and only record locks can be queried.
public final class RunLock: Sendable {
    private let file: PrivateFile

    /// Takes the lock, or throws with its holder.
    ///
    /// - Throws: ``JournalError/inUse(path:holder:)`` at once if another process holds it.
    public init(journal path: String, started: Timestamp) throws(JournalError) {
        try JournalFiles.prepareDirectory(of: path)
        let file: PrivateFile
        do { file = try PrivateFile(path + ".lock") } catch {
            // Another user's journal must not be replaced: a new one would know none of its ids.
            try JournalFiles.check(path)
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
        var record = Self.wholeFile
        _ = fcntl(descriptor, Self.setRecordLock, &record)
        let note = "pid \(getpid()) on \(ProcessInfo.processInfo.hostName), started \(started)\n"
        ftruncate(descriptor, 0)
        _ = Array(note.utf8).withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        self.file = file
    }

    /// Returns the holder of a journal's lock; nil if there is none.  Nothing is locked or created.
    public static func holder(ofJournal path: String) -> String? {
        let descriptor = open(path + ".lock", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var record = wholeFile
        guard fcntl(descriptor, getRecordLock, &record) == 0, record.l_type != Int16(F_UNLCK) else { return nil }
        return holder(descriptor)
    }

    // F_OFD_SETLK and F_OFD_GETLK of fcntl.h: record locks of the open file, which end with it like those of
    // flock(2).  They are not visible in Swift.
    #if os(Linux)
        private static let (setRecordLock, getRecordLock): (Int32, Int32) = (37, 36)
    #else
        private static let (setRecordLock, getRecordLock): (Int32, Int32) = (90, 92)
    #endif

    /// The record lock of the whole file.
    private static var wholeFile: Foundation.flock {
        var record = Foundation.flock()
        record.l_type = Int16(F_WRLCK)
        record.l_whence = Int16(SEEK_SET)
        return record
    }

    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        let note = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return note.isEmpty ? "it has just started" : note.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
