/// Eight bytes of a text in one register, the first one lowest, so that one instruction handles all of them.
///
/// Searches return marks: the high bit of each byte that matches.
@frozen public struct ByteWord: Sendable {
    @usableFromInline static let ones: UInt64 = 0x0101_0101_0101_0101
    @usableFromInline static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The bytes as a number.
    public var bits: UInt64

    /// Creates a word from its bits.
    @inlinable @inline(__always)
    public init(bits: UInt64) {
        self.bits = bits
    }

    /// Loads the word at an offset; at least eight bytes must follow.
    @inlinable @inline(__always)
    public init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        bits = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Creates a word that repeats one byte eight times.
    @inlinable @inline(__always)
    public init(repeating byte: UInt8) {
        bits = Self.ones &* UInt64(byte)
    }

    /// Marks the first byte that equals the byte at the same position in another word; later marks may be wrong.
    @inlinable @inline(__always)
    public func firstMatch(with other: ByteWord) -> UInt64 {
        let difference = bits ^ other.bits
        return (difference &- Self.ones) & ~difference & Self.highBits
    }

    /// Marks the first byte that is less than a limit of at most 128; later marks may be wrong.
    @inlinable @inline(__always)
    public func firstBelow(_ limit: UInt8) -> UInt64 {
        // A borrow affects only the bytes above the first hit.
        (bits &- Self.ones &* UInt64(limit)) & ~bits & Self.highBits
    }

    /// Marks the bytes that are not ASCII.
    @inlinable @inline(__always)
    public var foreign: UInt64 { bits & Self.highBits }

    /// Returns the index of the byte with the first mark.
    @inlinable @inline(__always)
    public static func index(of marks: UInt64) -> Int { marks.trailingZeroBitCount / 8 }

    /// Returns the first bytes, followed by zeros.
    @inlinable @inline(__always)
    public func prefix(_ count: Int) -> ByteWord { ByteWord(bits: bits & (1 << UInt64(count * 8) - 1)) }

    /// The number of UTF-8 continuation bytes.
    @inlinable @inline(__always)
    public var continuations: Int { foreign == 0 ? 0 : (foreign & ~(bits << 1)).nonzeroBitCount }

    /// The word with A to Z folded to lower case; other bytes are unchanged.
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
    /// Returns the index of the first non-ASCII byte from a start index on, or the end.
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
