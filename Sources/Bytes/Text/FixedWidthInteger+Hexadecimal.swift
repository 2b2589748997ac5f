extension FixedWidthInteger {
    /// Returns the number in base 16, padded with zeros to a number of digits.
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
    /// The character as messages show it when it is not printable: `\u{1B}`.
    package var escape: String { "\\u{" + value.hexadecimal(uppercase: true) + "}" }

    /// The character's code point: `U+200B`.
    package var codePoint: String { "U+" + value.hexadecimal(digits: 4, uppercase: true) }

    /// The UTF-16 units as JSON escapes: `\u200B`.
    package var jsonEscape: String {
        UTF16.encode(self).map { unit in
            unit.map { "\\u" + $0.hexadecimal(digits: 4, uppercase: true) }.joined()
        } ?? ""
    }
}
