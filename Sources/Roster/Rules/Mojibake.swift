import Foundation

/// Text in UTF-8 that a program read as if it were in another encoding: `Ã¼`, `├╝`, `√º`, `Р°`.
///
/// Written back in that encoding it is UTF-8 again, which no other text is by chance, or hardly any.
enum Mojibake {
    /// A code page: for each of its characters beyond ASCII the byte.
    private struct Page {
        let bytes: [UInt32: UInt8]
        /// How many characters of UTF-8 prove it: letters of these scripts stand for bytes at the beginning of a character and
        /// within one alike.
        let fewest: Int
        /// What must be among them, where letters alone may be a word.
        let sign: (@Sendable (Unicode.Scalar) -> Bool)?
    }

    private static let pages: [Page] = [
        ("WINDOWS-1252", 1, nil), ("WINDOWS-1250", 1, nil), ("WINDOWS-1254", 1, nil), ("WINDOWS-1257", 1, nil),
        ("CP437", 1, isFrame), ("CP850", 1, isFrame), ("MACINTOSH", 1, isMathematical), ("WINDOWS-1251", 2, nil),
        ("WINDOWS-1253", 2, nil), ("WINDOWS-1255", 2, nil), ("WINDOWS-1256", 2, nil), ("KOI8-R", 2, nil),
        ("CP866", 2, isFrame),
        ("SHIFT_JIS", 1, nil),
    ].compactMap { name, fewest, sign in page(name).map { Page(bytes: $0, fewest: fewest, sign: sign) } }

    /// The lines of frames, which DOS has for the first bytes of letters.
    private static let isFrame: @Sendable (Unicode.Scalar) -> Bool = { (0x2500...0x259F).contains($0.value) }

    /// The marks that the Macintosh has for the first bytes of letters.
    private static let isMathematical: @Sendable (Unicode.Scalar) -> Bool = {
        !$0.isASCII && ($0.properties.generalCategory == .mathSymbol || $0 == "\u{0192}")
    }

    /// Whether a text is such a one.
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

    /// How many characters beyond ASCII the text has once it is decoded again; nil when it cannot be, or is plain.
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

    /// The characters of a code page's upper half, as the system's iconv has them; where it has none, programs take the control
    /// character of the same number.
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
