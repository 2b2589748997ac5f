internal import Foundation

/// The reason why a file that must be private is not used.
package struct PrivateFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    package let path: String
    /// The problem.
    package let reason: String
    /// Whether the file exists but must not.
    package let exists: Bool
    /// The owner, if it is another user.
    let owner: uid_t?

    init(_ path: String, _ reason: String, exists: Bool = false, owner: uid_t? = nil) {
        self.path = path
        self.reason = reason
        self.exists = exists
        self.owner = owner
    }

    init(_ path: String, errno code: Int32) {
        let isLink = code == ELOOP
        self.init(
            path, isLink ? "it is a symbolic link" : String(cString: strerror(code)), exists: code == EEXIST)
    }

    /// The file and the problem.
    package var description: String { "\(path): \(reason)" }
}

/// A file that only its owner may read and write: mode 0600, never opened through a symbolic link in its own name,
/// never another user's.
package final class PrivateFile: Sendable {
    /// Its path.
    let path: String
    /// Its file descriptor.
    let descriptor: Int32

    /// Opens or creates the file.
    ///
    /// - Parameter mustBeNew: Whether an existing file is an error.
    init(_ path: String, mustBeNew: Bool = false) throws(PrivateFileError) {
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (mustBeNew ? O_EXCL : 0)
        let descriptor = open(path, flags, 0o600)
        self.path = path
        self.descriptor = descriptor
        guard descriptor >= 0 else { throw PrivateFileError(path, errno: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw PrivateFileError(path, errno: errno) }
        try Self.check(status, path)
        // A umask never widens the mode; a file from elsewhere may have a wider one.
        if status.st_mode & 0o077 != 0, fchmod(descriptor, 0o600) != 0 {
            throw PrivateFileError(path, errno: errno)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Appends all bytes and waits until they are on the disk.
    func append(_ bytes: [UInt8]) throws(PrivateFileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw PrivateFileError(path, errno: errno) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw PrivateFileError(path, errno: errno) }
    }

    /// Throws if a path is not a regular file of this user; a missing file is allowed.
    static func check(_ path: String) throws(PrivateFileError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        try check(status, path)
    }

    private static func check(_ status: stat, _ path: String) throws(PrivateFileError) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFLNK: throw PrivateFileError(path, "it is a symbolic link")
        default: throw PrivateFileError(path, "it is not a regular file")
        }
        guard status.st_uid == geteuid() else {
            let owner = status.st_uid
            throw PrivateFileError(path, "it belongs to another user (uid \(owner))", owner: owner)
        }
    }

    /// Returns all bytes of a private file.
    package static func contents(of path: String) throws(PrivateFileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw PrivateFileError(path, errno: errno) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw PrivateFileError(path, errno: errno) }
        try check(status, path)
        // At the end of a file this is nil, and for an empty file at once.
        do {
            return Array(try file.readToEnd() ?? Data())
        } catch {
            throw PrivateFileError(path, "it cannot be read")
        }
    }

    /// Replaces the contents of a private file, completely or not at all.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(PrivateFileError) {
        try check(path)
        let draft = path + ".\(UUID().uuidString).draft"
        let file = try PrivateFile(draft, mustBeNew: true)
        do {
            try file.append(bytes)
        } catch {
            unlink(draft)
            throw error
        }
        guard rename(draft, path) == 0 else { throw PrivateFileError(path, errno: errno) }
        try syncDirectory(of: path)
    }

    /// Makes changes of the names in a directory durable.
    static func syncDirectory(of path: String) throws(PrivateFileError) {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PrivateFileError(directory, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw PrivateFileError(directory, errno: errno) }
    }

    /// Throws if other users may replace files in a directory.
    static func checkDirectory(_ path: String) throws(PrivateFileError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw PrivateFileError(path, errno: errno) }
        guard status.st_mode & S_IWOTH == 0 || status.st_mode & S_ISVTX != 0 else {
            throw PrivateFileError(path, "everybody may replace files in this directory; chmod o-w fixes that")
        }
    }
}
