/// A change by another program after which the original value cannot be recovered.
public enum Alteration: Hashable, Sendable, CaseIterable {
    /// A spreadsheet abbreviated a number.
    case shortened
    /// A program added decimals or separators to a number.
    case decimals
    /// A spreadsheet rounded a number to 15 digits.
    case rounded
    /// A spreadsheet turned another value into a date.
    case date
    /// A spreadsheet turned another value into a truth value.
    case truthValue
    /// A program truncated the value.
    case cutOff
    /// Some Latin letters are Cyrillic letters that look the same, or vice versa.
    case mixedAlphabets
    /// Letters were lost in a conversion between encodings.
    case lostLetters

    /// Detects the change of a name; nil if there is no sign of one.
    init?(of name: String) {
        if Self.isScientific(name) {
            self = .shortened
        } else if Self.isFraction(name) {
            self = .decimals
        } else if Self.isRounded(name) {
            self = .rounded
        } else if DateText.isDate(name) {
            self = .date
        } else if Self.truths.contains(name) {
            self = .truthValue
        } else if name.hasSuffix("…") || name.hasSuffix("...") {
            self = .cutOff
        } else if Self.mixesAlphabets(name) {
            self = .mixedAlphabets
        } else if Self.hasLostLetters(name) || Self.hasQuestionMark(name) {
            self = .lostLetters
        } else {
            return nil
        }
    }

    /// Returns whether a text is a number in scientific notation, as spreadsheets abbreviate long numbers:
    /// `1.23457E+11`, with a comma in many countries.
    static func isScientific(_ text: String) -> Bool {
        var rest = text[...].utf8
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
        guard let letter = rest.firstIndex(where: { $0 == UInt8(ascii: "E") || $0 == UInt8(ascii: "e") }) else {
            return false
        }
        let mantissa = rest[..<letter].split(omittingEmptySubsequences: false) { ".,".utf8.contains($0) }
        var exponent = rest[rest.index(after: letter)...]
        let isSigned = exponent.first.map { "+-".utf8.contains($0) } ?? false
        if isSigned { exponent = exponent.dropFirst() }
        guard mantissa.count <= 2, mantissa.allSatisfy(isDigits), isDigits(exponent), exponent.count <= 3 else {
            return false
        }
        // Without a sign or a decimal point it may be a real identifier, such as 12e4.
        return isSigned || mantissa.count == 2
    }

    /// Returns whether a Latin letter is next to a Cyrillic one in a name whose Cyrillic letters all look like Latin
    /// ones: an "а" that is not an "a".
    private static func mixesAlphabets(_ name: String) -> Bool {
        let cyrillic = name.unicodeScalars.filter { (0x400...0x52F).contains($0.value) }
        guard !cyrillic.isEmpty, cyrillic.allSatisfy(twins.contains) else { return false }
        func isLatin(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && scalar.properties.isAlphabetic }
        return zip(name.unicodeScalars, name.unicodeScalars.dropFirst()).contains {
            isLatin($0) && cyrillic.contains($1) || isLatin($1) && cyrillic.contains($0)
        }
    }

    private static let twins = Set("аеорсухіјѕԁһԛԝАВЕЅІЈКМНОРСТУХ".unicodeScalars)

    /// Returns whether letters of a text were replaced or decoded in the wrong encoding.
    static func hasLostLetters(_ text: String) -> Bool {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return false }
        return text.unicodeScalars.contains("\u{FFFD}") || Mojibake.isIn(text) || hasHalfOfUTF8(text)
    }

    private static let truths: Set<String> = [
        "TRUE", "FALSE", "True", "False", "WAHR", "FALSCH", "VRAI", "FAUX", "VERDADERO", "FALSO", "VERO",
        "VERDADEIRO",
        "WAAR", "ONWAAR", "PRAWDA", "FAŁSZ", "ИСТИНА", "ЛОЖЬ",
    ]

    private static func isDigits(_ text: some Sequence<UInt8>) -> Bool {
        var isEmpty = true
        for byte in text {
            if !(0x30...0x39).contains(byte) { return false }
            isEmpty = false
        }
        return !isEmpty
    }

    /// Returns whether a name is a formatted number: `12345.0` or `12345,00`, and `1,234,567`; `12.345` may be a
    /// name.
    private static func isFraction(_ name: String) -> Bool {
        let parts = name.utf8.split(omittingEmptySubsequences: false) { ".,".utf8.contains($0) }
        guard parts.count > 1, parts.allSatisfy(isDigits) else { return false }
        if parts.count > 2, name.utf8.contains(UInt8(ascii: ",")), name.utf8.contains(UInt8(ascii: ".")) {
            return true
        }
        if parts.count == 2, parts[1].allSatisfy({ $0 == 0x30 }), parts[0].count > 1 { return true }
        let isGrouped = parts[0].count <= 3 && parts.dropFirst().allSatisfy { $0.count == 3 }
        return isGrouped && name.utf8.contains(UInt8(ascii: ","))
    }

    /// Returns whether a name has at least seventeen digits and only zeros after the fifteenth.
    private static func isRounded(_ name: String) -> Bool {
        name.utf8.count > 16 && isDigits(name.utf8) && name.utf8.dropFirst(15).allSatisfy { $0 == 0x30 }
    }

    /// Returns whether a question mark replaces a letter that an encoding lacks.
    private static func hasQuestionMark(_ text: String) -> Bool {
        text.utf8.contains(UInt8(ascii: "?"))
    }

    /// Returns whether a text contains a UTF-8 letter decoded as windows-1252, even if other parts are not UTF-8 any
    /// more: "Ã¼".
    private static func hasHalfOfUTF8(_ text: String) -> Bool {
        let pairs = zip(text.unicodeScalars, text.unicodeScalars.dropFirst())
        return pairs.contains { first, second in
            let isDrawing = (0x2550...0x256C).contains(first.value) || (0x2500...0x2502).contains(first.value)
            return [0xC2, 0xC3].contains(first.value) && (0x80...0xBF).contains(second.value)
                || first.value == 0xC3 && [0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E].contains(second.value)
                || isDrawing && second.value > 0x7F
        }
    }
}
