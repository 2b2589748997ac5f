/// Eight bytes of a text in one register, the first of them lowest, so that one instruction looks at all of them.
///
/// Questions about its bytes are answered with marks: the high bit of each byte that is meant.
@frozen public struct ByteWord: Sendable {
    @usableFromInline static let ones: UInt64 = 0x0101_0101_0101_0101
    @usableFromInline static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The bytes.
    public var bits: UInt64

    /// A word of these bits.
    @inlinable @inline(__always)
    public init(bits: UInt64) {
        self.bits = bits
    }

    /// The word that begins at an offset; the bytes must have eight from there on.
    @inlinable @inline(__always)
    public init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        bits = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// A word of the same byte eight times.
    @inlinable @inline(__always)
    public init(repeating byte: UInt8) {
        bits = Self.ones &* UInt64(byte)
    }

    /// Marks the first byte that equals the one in the same place of another word; marks behind it may be wrong.
    @inlinable @inline(__always)
    public func firstMatch(with other: ByteWord) -> UInt64 {
        let difference = bits ^ other.bits
        return (difference &- Self.ones) & ~difference & Self.highBits
    }

    /// Marks the first byte that is less than a number of at most 128; marks behind it may be wrong.
    @inlinable @inline(__always)
    public func firstBelow(_ limit: UInt8) -> UInt64 {
        // A borrow reaches the bytes above the first hit only.
        (bits &- Self.ones &* UInt64(limit)) & ~bits & Self.highBits
    }

    /// Marks the bytes that are not ASCII.
    @inlinable @inline(__always)
    public var foreign: UInt64 { bits & Self.highBits }

    /// The index of the byte that the first mark is for.
    @inlinable @inline(__always)
    public static func index(of marks: UInt64) -> Int { marks.trailingZeroBitCount / 8 }

    /// The first bytes, and zeros after them.
    @inlinable @inline(__always)
    public func prefix(_ count: Int) -> ByteWord { ByteWord(bits: bits & (1 << UInt64(count * 8) - 1)) }

    /// How many bytes of UTF-8 continue a character.
    @inlinable @inline(__always)
    public var continuations: Int { foreign == 0 ? 0 : (foreign & ~(bits << 1)).nonzeroBitCount }

    /// The word with A to Z as a to z; other bytes stay as they are.
    @inlinable @inline(__always)
    public var lowercased: ByteWord {
        let rest = bits & ~Self.highBits
        let isFromA = rest &+ Self.ones &* (0x80 - UInt64(UInt8(ascii: "A")))
        let isBehindZ = rest &+ Self.ones &* (0x7F - UInt64(UInt8(ascii: "Z")))
        let isUpper = ~bits & Self.highBits & (isFromA ^ isBehindZ)
        return ByteWord(bits: bits | isUpper >> 2)
    }
}

extension UnsafeRawBufferPointer {
    /// Where the first byte from an index on is that is not ASCII, or the end.
    @inlinable public func endOfASCII(from start: Int) -> Int {
        var index = start
        while index + 8 <= count {
            let foreign = ByteWord(self, at: index).foreign
            if foreign != 0 { return index + ByteWord.index(of: foreign) }
            index += 8
        }
        while index < count, self[index] < 0x80 { index += 1 }
        return index
    }
}
