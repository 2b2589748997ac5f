import Bytes
import Testing

/// What a word says of eight bytes is what a look at each of them says.
struct ByteWordTests {
    private static let words: [[UInt8]] =
        ["        ", "ABCXYZ@[", "abcxyz`{", "naïve", "\"\\\u{1F}\u{7F}\u{0}a\"b", "日本語"].map { Array($0.utf8) }
        + (0...255).map {
            [UInt8](repeating: 0x61, count: Int($0 % 8)) + [$0, 0x00, 0xFF, 0x80, 0x7F, 0x20, 0x1F, $0]
        }

    private func word(_ bytes: [UInt8]) -> ByteWord {
        bytes.withUnsafeBytes { ByteWord($0, at: 0) }
    }

    private static let eights = words.map { Array(($0 + [UInt8](repeating: 0x2E, count: 8)).prefix(8)) }

    @Test func `the first byte of a kind is found`() {
        for bytes in Self.eights {
            for byte in [0, 0x22, 0x5C, 0x61, 0x7F, 0x80, 0xFF] as [UInt8] {
                let marks = word(bytes).firstMatch(with: ByteWord(repeating: byte))
                #expect((marks == 0 ? nil : ByteWord.index(of: marks)) == bytes.firstIndex(of: byte))
            }
            for limit in [1, 0x20, 0x80] as [UInt8] {
                let marks = word(bytes).firstBelow(limit)
                #expect((marks == 0 ? nil : ByteWord.index(of: marks)) == bytes.firstIndex { $0 < limit })
            }
            let foreign = word(bytes).foreign
            #expect((foreign == 0 ? nil : ByteWord.index(of: foreign)) == bytes.firstIndex { $0 >= 0x80 })
            #expect(bytes.withUnsafeBytes { $0.endOfASCII(from: 0) } == bytes.firstIndex { $0 >= 0x80 } ?? 8)
        }
    }

    @Test func `bytes that continue a character are counted, in all eight or in the first of them`() {
        for bytes in Self.eights {
            for count in 0..<8 {
                let expected = bytes.prefix(count).count { $0 & 0xC0 == 0x80 }
                #expect(word(bytes).prefix(count).continuations == expected)
            }
            #expect(word(bytes).continuations == bytes.count { $0 & 0xC0 == 0x80 })
        }
    }

    @Test func `only letters of ASCII lose their case`() {
        for bytes in Self.eights {
            let lowered = bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
            #expect(word(bytes).lowercased.bits == word(lowered).bits)
        }
    }
}
