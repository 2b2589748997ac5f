/// Looks for a few bytes in a text, eight at a time.
struct ByteScan {
    /// A stretch without any of the bytes looked for.
    struct Run {
        /// Behind its last byte.
        var end: Int
        /// How many characters (Unicode scalars) it has.
        var scalars: Int
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    private let first: UInt64
    private let second: UInt64
    private let third: UInt64

    /// Looks for these three bytes, which may be the same, and for NUL.
    init(for bytes: (UInt8, UInt8, UInt8)) {
        first = Self.ones &* UInt64(bytes.0)
        second = Self.ones &* UInt64(bytes.1)
        third = Self.ones &* UInt64(bytes.2)
    }

    /// The stretch that begins at an index of valid UTF-8.
    @inline(__always)
    func run(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Run {
        let raw = UnsafeRawBufferPointer(bytes)
        var run = Run(end: start, scalars: 0)
        while run.end + 8 <= bytes.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: run.end, as: UInt64.self))
            let hits = zeros(word ^ first) | zeros(word ^ second) | zeros(word ^ third) | zeros(word)
            if hits != 0 {
                let length = hits.trailingZeroBitCount / 8
                run.end += length
                run.scalars += length - continuations(word & (1 << UInt64(length * 8) - 1))
                return run
            }
            run.end += 8
            run.scalars += 8 - continuations(word)
        }
        while run.end < bytes.count {
            let byte = UInt64(bytes[run.end])
            if byte == first & 0xFF || byte == second & 0xFF || byte == third & 0xFF || byte == 0 { break }
            run.scalars += byte & 0xC0 == 0x80 ? 0 : 1
            run.end += 1
        }
        return run
    }

    /// The high bit of the first zero byte, and perhaps of later bytes that are none.
    @inline(__always)
    private func zeros(_ word: UInt64) -> UInt64 {
        (word &- Self.ones) & ~word & Self.highBits
    }

    /// How many bytes continue a character.
    @inline(__always)
    private func continuations(_ word: UInt64) -> Int {
        let high = word & Self.highBits
        return high == 0 ? 0 : (high & ~(word << 1)).nonzeroBitCount
    }
}
