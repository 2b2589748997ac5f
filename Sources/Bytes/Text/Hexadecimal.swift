extension FixedWidthInteger {
    /// Its digits in base 16, with zeros in front up to a number of digits.
    package func hexadecimal(digits: Int = 1, uppercase: Bool = false) -> String {
        let text = String(self, radix: 16, uppercase: uppercase)
        return String(repeating: "0", count: Swift.max(0, digits - text.utf8.count)) + text
    }
}

extension Sequence<UInt8> {
    /// Two lower-case digits for each byte.
    package var hexadecimal: String { map { $0.hexadecimal(digits: 2) }.joined() }
}

extension Unicode.Scalar {
    /// How a message shows a character that must not be printed: `\u{1B}`.
    package var escape: String { "\\u{" + value.hexadecimal(uppercase: true) + "}" }

    /// Its number as people look it up: `U+200B`.
    package var codePoint: String { "U+" + value.hexadecimal(digits: 4, uppercase: true) }

    /// Its UTF-16 units as JSON escapes them: `\u200B`.
    package var jsonEscape: String {
        UTF16.encode(self).map { unit in
            unit.map { "\\u" + $0.hexadecimal(digits: 4, uppercase: true) }.joined()
        } ?? ""
    }
}
