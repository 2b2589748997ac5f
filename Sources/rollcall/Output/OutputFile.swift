import Foundation

/// Files that a command was asked to write.
enum OutputFile {
    /// Writes a whole file or none: under another name first, then renamed.
    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw failure(path, error.localizedDescription)
        }
    }

    /// The same for a file that comes in pieces.
    ///
    /// - Parameter pieces: Gives one piece after the other.
    static func write(to path: String, _ pieces: (_ take: ([UInt8]) throws -> Void) throws -> Void) throws {
        let other = "\(path).\(UUID().uuidString).new"
        let descriptor = open(other, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path, String(cString: strerror(errno)) + ".") }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            // A file that is replaced keeps who may read it.
            var status = stat()
            if stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
            try pieces { try file.write(contentsOf: Data($0)) }
            try file.close()
        } catch {
            unlink(other)
            throw failure(path, error.localizedDescription)
        }
        guard rename(other, path) == 0 else {
            let reason = String(cString: strerror(errno)) + "."
            unlink(other)
            throw failure(path, reason)
        }
    }

    private static func failure(_ path: String, _ reason: String) -> Failure {
        Failure(.error, "\(path) cannot be written: \(reason)  Check the directory and its permissions.")
    }
}
