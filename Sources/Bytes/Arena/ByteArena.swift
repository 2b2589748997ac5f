/// Storage for the bytes of many short texts, in pages that never move.
///
/// A text costs only its own length: no object, no header, and no copy when the arena grows.  Reading does no
/// reference counting, so several threads can read at full speed.
public struct ByteArena: @unchecked Sendable {
    /// A position in the arena: the page and the offset within it.
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

    /// The size of a normal page; a larger entry gets a page of its own.
    @usableFromInline static let pageSize = 1 << 20

    /// The pages, freed by the owner.
    @usableFromInline var pages: [UnsafeMutablePointer<UInt8>] = []
    @usableFromInline var owner = Owner(before: nil)
    /// The used bytes of the last page and its size.
    @usableFromInline var end = 0
    @usableFromInline var capacity = 0
    private var fullBytes = 0

    /// Creates an empty arena.
    public init() {}

    /// The number of bytes stored, without the unused rest of each page.
    public var byteCount: Int { fullBytes + end }

    /// Reserves contiguous space for the next appends and returns where it begins.
    ///
    /// - Parameter count: How many bytes will be appended before the next call.
    @inlinable public mutating func open(_ count: Int) -> Place {
        // A copy of this arena may append after the same end; its bytes do not belong to this one.
        if !isKnownUniquelyReferenced(&owner) { disown() }
        if pages.isEmpty || end + count > capacity { addPage(max(Self.pageSize, count)) }
        return Place(page: pages.count - 1, offset: end)
    }

    /// Appends bytes to the reserved space.
    @inlinable public mutating func append(_ bytes: Span<UInt8>) {
        precondition(end + bytes.count <= capacity, "more is appended than was opened")
        bytes.withUnsafeBufferPointer { bytes in
            guard let source = bytes.baseAddress else { return }
            (pages[pages.count - 1] + end).update(from: source, count: bytes.count)
        }
        end += bytes.count
    }

    /// Appends a number, to be read with `number(at:_:)`.
    @inlinable public mutating func append(_ number: UInt32) {
        precondition(end + 4 <= capacity, "more is appended than was opened")
        UnsafeMutableRawPointer(pages[pages.count - 1] + end).storeBytes(of: number, as: UInt32.self)
        end += 4
    }

    /// Returns the number at a distance in bytes from a place.
    @inlinable public func number(at place: Place, _ distance: Int) -> UInt32 {
        UnsafeRawPointer(pages[place.page] + place.offset + distance).loadUnaligned(as: UInt32.self)
    }

    /// Calls a function with the bytes in a range relative to a place.
    @inlinable public func read<Value>(
        _ range: Range<Int>, at place: Place, with body: (Span<UInt8>) throws -> Value
    ) rethrows -> Value {
        let start = pages[place.page] + place.offset + range.lowerBound
        return try body(UnsafeBufferPointer(start: start, count: range.count).span)
    }

    /// Returns whether the bytes in a range equal the given ones.
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
    /// Frees the pages once no arena uses them.
    @usableFromInline final class Owner {
        var pages: [UnsafeMutablePointer<UInt8>] = []
        /// The owner of the earlier pages.
        private let before: Owner?

        init(before: Owner?) {
            self.before = before
        }

        deinit {
            for page in pages { page.deallocate() }
        }
    }
}
