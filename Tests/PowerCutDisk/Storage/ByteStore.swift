internal import Foundation

/// Bytes that grow, and are copied only when a copy changes.
///
/// It is memory of its own and no array because tests run unoptimized, in which arrays copy byte by byte.
struct ByteStore {
    private final class Storage {
        let start: UnsafeMutableRawPointer
        let capacity: Int

        init(capacity: Int) {
            self.capacity = capacity
            start = .allocate(byteCount: max(capacity, 1), alignment: 16)
        }

        deinit { start.deallocate() }
    }

    private var storage = Storage(capacity: 0)
    private(set) var count = 0

    /// Writes bytes at an offset; a gap before it becomes zeros.
    mutating func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        if offset + bytes.count > count { resize(to: offset + bytes.count) } else { makeUnique() }
        memcpy(storage.start + offset, source, bytes.count)
    }

    /// Changes the number of bytes; new ones are zeros.
    mutating func resize(to size: Int) {
        makeUnique(forAtLeast: size)
        if size > count { memset(storage.start + count, 0, size - count) }
        count = size
    }

    /// Copies bytes from an offset into a buffer.
    ///
    /// - Returns: The number of bytes that exist there.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
        let available = max(0, min(buffer.count, count - offset))
        if available > 0, let target = buffer.baseAddress { memcpy(target, storage.start + offset, available) }
        return available
    }

    /// All bytes.
    var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
        }
    }

    private mutating func makeUnique(forAtLeast size: Int = 0) {
        if size <= storage.capacity, isKnownUniquelyReferenced(&storage) { return }
        let larger = size > storage.capacity ? max(size, 2 * storage.capacity, 4096) : storage.capacity
        let copy = Storage(capacity: larger)
        memcpy(copy.start, storage.start, min(count, larger))
        storage = copy
    }
}
