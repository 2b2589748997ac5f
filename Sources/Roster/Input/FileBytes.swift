import Foundation

/// The bytes of a file or of standard input, in chunks.
struct FileBytes {
    /// The path; "-" is standard input.
    let path: String
    let chunkSize: Int

    /// The file's name in locations.
    var name: String { path == "-" ? "standard input" : path }

    /// Calls `body` with each chunk and with the number of bytes still to come, as far as it is known, until it
    /// returns false.
    func forEachChunk(_ body: (_ chunk: UnsafeRawBufferPointer, _ rest: Int) -> Bool) throws(RosterError) {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: Self.reason(errno)) }
        defer { if path != "-" { close(descriptor) } }
        var rest = Self.size(descriptor)
        // A file with a known size never blocks for long, so the next chunk is read ahead.
        let chunks = ChunkReader(descriptor, chunkSize, isAhead: rest > chunkSize)
        defer { chunks.finish() }
        while true {
            let chunk = chunks.next()
            guard chunk.error == 0 else { throw .cannotRead(path: name, reason: Self.reason(chunk.error)) }
            if chunk.bytes.isEmpty { return }
            rest = max(0, rest - chunk.bytes.count)
            guard body(chunk.bytes, rest) else { return }
        }
    }

    /// Returns the size of a regular file; 0 for a file without a size, such as a pipe.
    private static func size(_ descriptor: Int32) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
        return Int(status.st_size)
    }

    private static func reason(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}

/// Reads a file chunk by chunk; if requested, it reads the next chunk while the last one is processed.
///
/// Unchecked, because a chunk is never touched while the queue reads it.
private final class ChunkReader: @unchecked Sendable {
    /// The result of one read: bytes that are valid until the next call, none at the end, or an error number.
    struct Chunk {
        var bytes: UnsafeRawBufferPointer
        var error: Int32 = 0
    }

    private let descriptor: Int32
    private let isAhead: Bool
    private let queue = DispatchQueue(label: "rollcall.read")
    private var buffers: [UnsafeMutableRawBufferPointer] = []
    private var chunk = Chunk(bytes: UnsafeRawBufferPointer(start: nil, count: 0))
    private var hasBegun = false

    init(_ descriptor: Int32, _ size: Int, isAhead: Bool) {
        self.descriptor = descriptor
        self.isAhead = isAhead
        buffers = (0..<(isAhead ? 2 : 1)).map { _ in .allocate(byteCount: size, alignment: 16) }
    }

    deinit {
        for buffer in buffers { buffer.deallocate() }
    }

    /// Returns the next chunk.
    func next() -> Chunk {
        guard isAhead else {
            fill()
            return chunk
        }
        if !hasBegun { queue.async { self.fill() } }
        hasBegun = true
        return queue.sync {
            let chunk = self.chunk
            buffers.swapAt(0, 1)
            queue.async { self.fill() }
            return chunk
        }
    }

    /// Waits until no read is in progress, so that the file can be closed.
    func finish() {
        queue.sync {}
    }

    private func fill() {
        while true {
            let count = read(descriptor, buffers[0].baseAddress, buffers[0].count)
            if count < 0, errno == EINTR { continue }
            let error = count < 0 ? errno : 0
            chunk = Chunk(bytes: UnsafeRawBufferPointer(rebasing: buffers[0][..<max(0, count)]), error: error)
            return
        }
    }
}
