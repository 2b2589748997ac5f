import Foundation

/// The output files of a command.
enum OutputFile {
    /// Writes a file completely or not at all: under another name first, then renamed.
    ///
    /// - Parameter mode: The file's mode; nil keeps the mode of a file that is replaced.
    static func write(_ text: String, to path: String, mode: mode_t? = nil) throws {
        try write(to: path, mode: mode) { try $0(Array(text.utf8)) }
    }

    /// Writes a file from pieces, completely or not at all.
    ///
    /// - Parameter pieces: Delivers one piece after the other.
    static func write(
        to path: String, mode: mode_t? = nil, _ pieces: (_ take: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        if !isReplaceable(path) { return try stream(to: path, pieces) }
        // A link is kept, and its target is replaced.
        let place = URL(fileURLWithPath: path).followingLinks.path
        let other = "\(place).\(UUID().uuidString).new"
        let descriptor = open(other, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path, errno) }
        var isWritten = false
        defer {
            close(descriptor)
            if !isWritten { unlink(other) }
        }
        var status = stat()
        if let mode {
            fchmod(descriptor, mode)
        } else if stat(place, &status) == 0 {
            fchmod(descriptor, status.st_mode & 0o777)
        }
        try pieces { if let code = StandardStreams.write($0, to: descriptor) { throw failure(path, code) } }
        guard rename(other, place) == 0 else { throw failure(path, errno) }
        isWritten = true
    }

    /// Returns whether the file at a path can be replaced: a device, a pipe or a stream of this process would be
    /// destroyed.
    static func isReplaceable(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return true }
        guard status.st_mode & S_IFMT == S_IFREG else { return false }
        // What /dev/stdout leads to may be a plain file too; the files in /dev/shm are nothing else.
        return path.hasPrefix("/dev/shm/") || !["/dev/", "/proc/"].contains(where: path.hasPrefix)
    }

    private static func stream(
        to path: String, _ pieces: (_ take: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        // If it were opened again, a stream that is a file would be overwritten from its beginning.
        let streams = ["/dev/stdout": STDOUT_FILENO, "/dev/stderr": STDERR_FILENO]
        let descriptor = streams[path].map { dup($0) } ?? open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        try pieces { if let code = StandardStreams.write($0, to: descriptor) { throw failure(path, code) } }
    }

    private static func failure(_ path: String, _ code: Int32) -> Failure {
        let reason = String(cString: strerror(code))
        return Failure(.error, "\(path) cannot be written: \(reason).  Check the directory and its permissions.")
    }
}

extension URL {
    /// The final target of a symbolic link, whether it exists or not.
    fileprivate var followingLinks: URL {
        var url = self
        // The maximum that the kernel follows.
        for _ in 0..<40 {
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: url.path) else { break }
            url = URL(fileURLWithPath: target, relativeTo: url.deletingLastPathComponent()).standardizedFileURL
        }
        return url
    }
}
