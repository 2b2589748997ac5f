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
        var rest = Self.size(descriptor)
        // What has a size never makes a reader wait for long, so the next chunk is fetched meanwhile.
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

    /// The size of a regular file; 0 for what has none, such as a pipe.
    private static func size(_ descriptor: Int32) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
        return Int(status.st_size)
    }

    private static func reason(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}

/// Reads a file chunk by chunk, and where that was asked for the next one while the last one is looked at.
///
/// Unchecked, because a chunk is never touched while the queue reads it.
private final class ChunkReader: @unchecked Sendable {
    /// What one look at the file gave: bytes until the next call, none at its end, or the number of an error.
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

    /// The next chunk.
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

    /// Waits until nothing is read any more, so that the file can be closed.
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
