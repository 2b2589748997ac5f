import Foundation

/// A file's bytes in chunks, standard input's too.
struct FileBytes {
    /// "-" means standard input.
    let path: String
    let chunkSize: Int

    /// What locations call the file.
    var name: String { path == "-" ? "standard input" : path }

    /// Calls `body` with one chunk after the other, and how many bytes are to come as far as that is known, until it
    /// returns false.
    func forEachChunk(_ body: (_ chunk: UnsafeRawBufferPointer, _ rest: Int) -> Bool) throws(RosterError) {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: Self.reason(errno)) }
        defer { if path != "-" { close(descriptor) } }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 16)
        defer { buffer.deallocate() }
        var rest = Self.size(descriptor)
        while true {
            let count = read(descriptor, buffer.baseAddress, chunkSize)
            if count == 0 { return }
            if count < 0 {
                let code = errno
                if code == EINTR { continue }
                throw .cannotRead(path: name, reason: Self.reason(code))
            }
            rest = max(0, rest - count)
            guard body(UnsafeRawBufferPointer(rebasing: buffer[..<count]), rest) else { return }
        }
    }

    /// The size of a file; 0 for what has none, such as a pipe.
    private static func size(_ descriptor: Int32) -> Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    private static func reason(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}
