/// Looks for what is not plain in the string of a JSON text, eight bytes at a time.
enum StringScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Where the first quote, backslash, control character or byte beyond ASCII is, or the end.
    static func endOfPlain(_ bytes: Span<UInt8>, from start: Int) -> Int {
        bytes.withUnsafeBytes { raw in
            var index = start
            while index + 8 <= raw.count {
                let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let quotes = zeros(word ^ (ones &* UInt64(UInt8(ascii: "\""))))
                let backslashes = zeros(word ^ (ones &* UInt64(UInt8(ascii: "\\"))))
                // Borrows reach bytes above a control character only, and the lowest hit counts.
                let controls = (word &- ones &* 0x20) & ~word & highBits
                let hits = quotes | backslashes | controls | word & highBits
                if hits != 0 { return index + hits.trailingZeroBitCount / 8 }
                index += 8
            }
            while index < raw.count, isPlain(raw[index]) { index += 1 }
            return index
        }
    }

    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 {
        (word &- ones) & ~word & highBits
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
