/// The bytes of very many short texts, held in pages that never move.
///
/// A text costs its own length and nothing else: no object, no header, and no copy when the arena grows.  Reading counts
/// no references, so that two threads can read at full speed.
public struct ByteArena: @unchecked Sendable {
    /// Where something begins: the page, and the offset within it.
    public struct Place: Sendable, Hashable {
        @usableFromInline let storedPage: UInt32
        @usableFromInline let storedOffset: UInt32

        @inlinable init(page: Int, offset: Int) {
            storedPage = UInt32(page)
            storedOffset = UInt32(offset)
        }

        @inlinable var page: Int { Int(storedPage) }
        @inlinable var offset: Int { Int(storedOffset) }
    }

    /// What is larger has a page of its own.
    @usableFromInline static let pageSize = 1 << 20

    /// The pages, which the owner frees.
    @usableFromInline var pages: [UnsafeMutablePointer<UInt8>] = []
    @usableFromInline var owner = Owner(before: nil)
    /// How much of the last page is taken, and how much there is.
    @usableFromInline var end = 0
    @usableFromInline var capacity = 0
    private var fullBytes = 0

    /// An arena without bytes.
    public init() {}

    /// The bytes held, without what the pages have left.
    public var byteCount: Int { fullBytes + end }

    /// Makes room for what is appended next, so that it stands in one piece, and returns where it will begin.
    ///
    /// - Parameter count: How many bytes will be appended before the next call.
    @inlinable public mutating func open(_ count: Int) -> Place {
        // What a copy of this arena may write behind the same end is none of ours.
        if !isKnownUniquelyReferenced(&owner) { disown() }
        if pages.isEmpty || end + count > capacity { addPage(max(Self.pageSize, count)) }
        return Place(page: pages.count - 1, offset: end)
    }

    /// Appends to what was opened.
    @inlinable public mutating func append(_ bytes: Span<UInt8>) {
        precondition(end + bytes.count <= capacity, "more is appended than was opened")
        bytes.withUnsafeBufferPointer { bytes in
            guard let source = bytes.baseAddress else { return }
            (pages[pages.count - 1] + end).update(from: source, count: bytes.count)
        }
        end += bytes.count
    }

    /// Appends a number, for `number(at:_:)`.
    @inlinable public mutating func append(_ number: UInt32) {
        precondition(end + 4 <= capacity, "more is appended than was opened")
        UnsafeMutableRawPointer(pages[pages.count - 1] + end).storeBytes(of: number, as: UInt32.self)
        end += 4
    }

    /// The number that stands some bytes behind a place.
    @inlinable public func number(at place: Place, _ distance: Int) -> UInt32 {
        UnsafeRawPointer(pages[place.page] + place.offset + distance).loadUnaligned(as: UInt32.self)
    }

    /// Looks at the bytes within a range that is counted from a place.
    @inlinable public func read<Value>(
        _ range: Range<Int>, at place: Place, with body: (Span<UInt8>) throws -> Value
    ) rethrows -> Value {
        let start = pages[place.page] + place.offset + range.lowerBound
        return try body(UnsafeBufferPointer(start: start, count: range.count).span)
    }

    /// Whether the bytes within a range are these.
    @inlinable public func holds(_ bytes: Span<UInt8>, at place: Place, within range: Range<Int>) -> Bool {
        range.count == bytes.count && read(range, at: place) { $0.hasSameBytes(as: bytes) }
    }

    @usableFromInline mutating func disown() {
        owner = Owner(before: owner)
        capacity = end
    }

    @usableFromInline mutating func addPage(_ size: Int) {
        let page = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        owner.pages.append(page)
        pages.append(page)
        fullBytes += end
        (end, capacity) = (0, size)
    }
}

extension ByteArena {
    /// Frees pages once no arena has them any more.
    @usableFromInline final class Owner {
        var pages: [UnsafeMutablePointer<UInt8>] = []
        /// Whoever owns the pages before these.
        private let before: Owner?

        init(before: Owner?) {
            self.before = before
        }

        deinit {
            for page in pages { page.deallocate() }
        }
    }
}
