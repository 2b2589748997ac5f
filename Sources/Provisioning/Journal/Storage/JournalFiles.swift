internal import Foundation

/// Checks of a journal's files before SQLite opens them.
enum JournalFiles {
    /// The suffixes of the files that SQLite creates next to a database file.
    static let companions = ["-wal", "-shm", "-journal"]

    /// Creates the directory of a journal, for its owner only, and refuses one in which a journal is not safe.
    static func prepareDirectory(of path: String) throws(JournalError) {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(
                at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            let code = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error).map { ($0 as NSError).code }
            let reason = code.map { String(cString: strerror(Int32($0))) } ?? error.localizedDescription
            throw .cannotOpen(
                path: path,
                reason: "user \(geteuid()) cannot create its directory \(directory.path): \(reason)")
        }
        try FileSystemKind(of: directory.path).check(path)
        try privately { () throws(PrivateFileError) in try PrivateFile.checkDirectory(directory.path) }
    }

    /// Creates the database file if there is none, and refuses files of other users.
    ///
    /// SQLite gives the -wal and -shm files the mode of the database file, so it must be private from the start.
    static func create(_ path: String) throws(JournalError) {
        try privately { () throws(PrivateFileError) in
            for suffix in companions { try PrivateFile.check(path + suffix) }
            _ = try PrivateFile(path)
        }
    }

    /// Refuses files of other users, without changing anything.
    static func check(_ path: String) throws(JournalError) {
        try FileSystemKind(of: URL(fileURLWithPath: path).deletingLastPathComponent().path).check(path)
        try privately { () throws(PrivateFileError) in
            for suffix in [""] + companions { try PrivateFile.check(path + suffix) }
        }
    }

    /// Returns what SQLite opens for the file at a path.
    static func place(of path: String) -> String {
        JournalStorage.current.fileSystem.map { Journal.uri(path, "vfs=\($0)") } ?? path
    }

    private static func privately(_ body: () throws(PrivateFileError) -> Void) throws(JournalError) {
        do {
            try body()
        } catch {
            throw error.owner.map { .notOurs(path: error.path, owner: $0) }
                ?? .cannotOpen(path: error.path, reason: error.reason)
        }
    }
}

extension Journal {
    /// Returns whether there is a journal at a path.  Only a missing file means no.
    ///
    /// - Throws: ``JournalError/cannotOpen(path:reason:)`` if this cannot be determined.
    public static func exists(at path: String) throws(JournalError) -> Bool {
        var status = stat()
        if lstat(path, &status) == 0 { return true }
        if errno == ENOENT { return false }
        throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
}
