import Foundation

/// Detects UTF-8 text that a program decoded in another encoding: `Ã¼`, `├╝`, `√º`, `Р°`.
///
/// Encoded in that encoding again, the text is valid UTF-8, which hardly any other text is by chance.
enum Mojibake {
    /// A code page: the byte of each of its non-ASCII characters.
    private struct Page {
        let bytes: [UInt32: UInt8]
        /// The minimum number of UTF-8 characters as proof: in some scripts, letters stand both for first and for
        /// later bytes of a character.
        let fewest: Int
        /// A character that must be among them if letters alone could be a word.
        let sign: (@Sendable (Unicode.Scalar) -> Bool)?
    }

    private static let pages: [Page] = [
        ("WINDOWS-1252", 1, nil), ("WINDOWS-1250", 1, nil), ("WINDOWS-1254", 1, nil), ("WINDOWS-1257", 1, nil),
        ("CP437", 1, isFrame), ("CP850", 1, isFrame), ("MACINTOSH", 1, isMathematical), ("WINDOWS-1251", 2, nil),
        ("WINDOWS-1253", 2, nil), ("WINDOWS-1255", 2, nil), ("WINDOWS-1256", 2, nil), ("KOI8-R", 2, nil),
        ("CP866", 2, isFrame),
        ("SHIFT_JIS", 1, nil),
    ].compactMap { name, fewest, sign in page(name).map { Page(bytes: $0, fewest: fewest, sign: sign) } }

    /// The box-drawing characters, which DOS code pages have for the first bytes of letters.
    private static let isFrame: @Sendable (Unicode.Scalar) -> Bool = { (0x2500...0x259F).contains($0.value) }

    /// The symbols that the Macintosh encoding has for the first bytes of letters.
    private static let isMathematical: @Sendable (Unicode.Scalar) -> Bool = {
        !$0.isASCII && ($0.properties.generalCategory == .mathSymbol || $0 == "\u{0192}")
    }

    /// Returns whether a text was decoded in the wrong encoding.
    static func isIn(_ text: String) -> Bool {
        var foreign = text.unicodeScalars.lazy.filter { $0.value >= 0x80 }.makeIterator()
        guard let first = foreign.next(), foreign.next() != nil else { return false }
        let scalars = text.unicodeScalars
        let hasASCII = scalars.contains { $0.isASCII && $0.properties.isAlphabetic }
        return pages.contains { page in
            guard page.bytes[first.value] != nil, let count = count(text, page.bytes) else { return false }
            return count >= (hasASCII ? 1 : page.fewest) && (page.sign.map { scalars.contains(where: $0) } ?? true)
        }
    }

    /// Returns the number of non-ASCII characters in the re-decoded text; nil if it cannot be decoded or is plain.
    private static func count(_ text: String, _ bytes: [UInt32: UInt8]) -> Int? {
        var encoded: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 {
                encoded.append(UInt8(scalar.value))
            } else {
                guard let byte = bytes[scalar.value] else { return nil }
                encoded.append(byte)
            }
        }
        guard let decoded = String(validating: encoded, as: UTF8.self) else { return nil }
        let count = decoded.unicodeScalars.count { $0.value >= 0x80 }
        return count > 0 ? count : nil
    }

    /// Returns the upper half of a code page according to the system's iconv; for undefined bytes, programs use the
    /// control character of the same number.
    private static func page(_ name: String) -> [UInt32: UInt8]? {
        guard let descriptor = iconv_open("UTF-32LE", name), descriptor != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(descriptor) }
        var bytes: [UInt32: UInt8] = [:]
        for byte in UInt8(0x80)...0xFF {
            var (input, output) = ([CChar(bitPattern: byte)], [UInt32](repeating: 0, count: 2))
            let isWhole = input.withUnsafeMutableBufferPointer { input in
                output.withUnsafeMutableBytes { output in
                    var source = input.baseAddress
                    var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
                    var (left, room) = (1, output.count)
                    return iconv(descriptor, &source, &left, &target, &room) == 0 && left == 0 && room == 4
                }
            }
            iconv(descriptor, nil, nil, nil, nil)
            bytes[isWhole ? UInt32(littleEndian: output[0]) : UInt32(byte)] = byte
        }
        return bytes
    }
}
