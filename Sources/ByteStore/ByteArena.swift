/// The bytes of very many short texts, held in pages that never move.
///
/// A text costs its own length and nothing else: no object, no header, and no copy when the arena grows.
package struct ByteArena: Sendable {
    /// Where something begins: the page above, the offset within it below.
    package struct Place: Sendable, Hashable {
        @usableFromInline let bits: UInt64

        @inlinable init(page: Int, offset: Int) {
            bits = UInt64(page) << ByteArena.offsetBits | UInt64(offset)
        }

        @inlinable var page: Int { Int(bits >> ByteArena.offsetBits) }
        @inlinable var offset: Int { Int(bits & (1 << ByteArena.offsetBits - 1)) }
    }

    @usableFromInline static let offsetBits: UInt64 = 20
    /// What is larger has a page of its own.
    @usableFromInline static let pageSize = 1 << 20

    @usableFromInline var pages: [[UInt8]] = []

    /// An arena without bytes.
    package init() {}

    /// The bytes held, without what the pages have left.
    package var byteCount: Int { pages.reduce(0) { $0 + $1.count } }

    /// Makes room for what is appended next, so that it stands in one piece, and returns where it will begin.
    ///
    /// - Parameter count: How many bytes will be appended before the next call.
    package mutating func open(_ count: Int) -> Place {
        if let last = pages.last, last.count + count <= Self.pageSize {
            return Place(page: pages.count - 1, offset: last.count)
        }
        var page: [UInt8] = []
        page.reserveCapacity(max(Self.pageSize, count))
        pages.append(page)
        return Place(page: pages.count - 1, offset: 0)
    }

    /// Appends to what was opened.
    package mutating func append(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { pages[pages.count - 1].append(contentsOf: $0) }
    }

    /// Appends a number, for `number(at:)`.
    package mutating func append(_ number: UInt32) {
        withUnsafeBytes(of: number.littleEndian) { pages[pages.count - 1].append(contentsOf: $0) }
    }

    /// The number that stands some bytes behind a place.
    package func number(at place: Place, _ distance: Int) -> UInt32 {
        read(place, distance..<distance + 4) { bytes in
            bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)) }
        }
    }

    /// Looks at the bytes within a range that is counted from a place.
    @inlinable package func read<Value>(
        _ place: Place, _ range: Range<Int>, _ body: (Span<UInt8>) throws -> Value
    ) rethrows -> Value {
        let start = place.offset
        return try pages[place.page].withUnsafeBufferPointer { page in
            let part = UnsafeBufferPointer(rebasing: page[start + range.lowerBound..<start + range.upperBound])
            return try body(part.span)
        }
    }

    /// Whether the bytes within a range are these.
    package func holds(_ bytes: Span<UInt8>, at place: Place, _ range: Range<Int>) -> Bool {
        range.count == bytes.count && read(place, range) { $0.hasSameBytes(as: bytes) }
    }
}
