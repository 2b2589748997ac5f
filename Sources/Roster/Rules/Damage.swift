/// Signs that a program has changed a value before it wrote the file, so that nobody can tell any more what it was.
enum Damage {
    /// What a spreadsheet made of a number that was too long for its column: `1.23457E+11`, with a comma in many countries.
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
        // Without a sign or a point it may be a number of somebody's own, such as 12e4.
        return isSigned || mantissa.count == 2
    }

    /// What is wrong with a name, put so that "looks like" can stand before it; nil when nothing is.
    static func sign(in name: String) -> String? {
        if isScientific(name) { return "a number that a spreadsheet shortened" }
        if isFraction(name) {
            return "a number to which a program added decimals or separators"
        }
        if isRounded(name) { return "a number that a spreadsheet rounded to 15 digits" }
        if DateText.isDate(name) { return "a date that a spreadsheet made of another value" }
        if truths.contains(name) { return "a truth value that a spreadsheet made of another value" }
        if name.hasSuffix("…") || name.hasSuffix("...") { return "a value that a program has cut off" }
        if mixesAlphabets(name) { return "a word with Latin and Cyrillic letters, of which some only look the same" }
        if hasLostLetters(name) || hasQuestionMark(name) {
            return "text whose letters were lost in another encoding"
        }
        return nil
    }

    /// Whether a Latin letter stands beside a Cyrillic one: "Г" and "ј" for "ü" in another encoding, or an "а" that is no "a".
    private static func mixesAlphabets(_ name: String) -> Bool {
        func isLatin(_ scalar: Unicode.Scalar) -> Bool {
            (0x41...0x5A).contains(scalar.value & 0xDF) && scalar.isASCII
        }
        func isCyrillic(_ scalar: Unicode.Scalar) -> Bool { (0x400...0x52F).contains(scalar.value) }
        return zip(name.unicodeScalars, name.unicodeScalars.dropFirst()).contains {
            isLatin($0) && isCyrillic($1) || isCyrillic($0) && isLatin($1)
        }
    }

    /// Whether letters of a text were replaced, or decoded in an encoding that is not theirs.
    static func hasLostLetters(_ text: String) -> Bool {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return false }
        return text.unicodeScalars.contains("\u{FFFD}") || isMojibake(text)
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

    /// `12345.0` or `12345,00`, and `1,234,567`; `12.345` may well be a name.
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

    /// Seventeen digits or more of which none behind the fifteenth is left.
    private static func isRounded(_ name: String) -> Bool {
        name.utf8.count > 16 && isDigits(name.utf8) && name.utf8.dropFirst(15).allSatisfy { $0 == 0x30 }
    }

    /// A question mark takes the place of a letter that an encoding lacks.
    private static func hasQuestionMark(_ text: String) -> Bool {
        text.utf8.contains(UInt8(ascii: "?"))
    }

    /// Whether a text holds UTF-8 that was read as windows-1252 (an "Ã" before "¼" was an "ü"), or as what DOS, the Macintosh,
    /// Japan, or windows-1250 and windows-1251 have: "├╝", "√º", "ﾃｼ", "ĂĽ", "Р°".
    private static func isMojibake(_ text: String) -> Bool {
        var scalars = text.unicodeScalars.makeIterator()
        var previous: UInt32 = 0
        while let scalar = scalars.next() {
            defer { previous = scalar.value }
            let areBothOdd = scalar.value > 0x7F && previous > 0x7F
            if isDrawing(scalar) || areBothOdd && (isMathSymbol(scalar.value) || isMathSymbol(previous)) {
                return true
            }
            if isKatakana(scalar), previous == 0xFF83, text.utf8.contains(where: { $0 < 0x80 }) { return true }
            if [0x102, 0x139, 0xC4].contains(previous), isCentralEuropeanMark(scalar) { return true }
            if [0x413, 0x415, 0x420, 0x421].contains(previous), isCyrillicMark(scalar) { return true }
            guard isContinuation(scalar) else { continue }
            switch previous {
            // Latin, Greek and Cyrillic letters take two bytes; "â€" begins a typographic quote or dash.
            case 0xC2...0xC5, 0xCE...0xD1: return true
            case 0xE2: if scalar.value == 0x20AC || scalar.value == 0x80 { return true }
            default: break
            }
        }
        return false
    }

    /// Lines and blocks of frames, which code pages of DOS and KOI8 have for the first bytes of letters.
    private static func isDrawing(_ scalar: Unicode.Scalar) -> Bool { (0x2500...0x259F).contains(scalar.value) }

    /// The Macintosh has these for the first bytes of letters, and for many of the second.
    private static func isMathSymbol(_ value: UInt32) -> Bool {
        Unicode.Scalar(value)?.properties.generalCategory == .mathSymbol
    }

    /// Half a width wide.
    private static func isKatakana(_ scalar: Unicode.Scalar) -> Bool { (0xFF61...0xFF9F).contains(scalar.value) }

    /// Whether a character is no letter that may follow a capital in a name, and one of windows-1250's bytes 0x80 to 0xBF.
    private static func isCentralEuropeanMark(_ scalar: Unicode.Scalar) -> Bool {
        (0xA0...0xBF).contains(scalar.value) && ![0xAA, 0xBA].contains(scalar.value)
            || [0x2C7, 0x2D8, 0x2DB, 0x2DD, 0x13D, 0x13E, 0x15E, 0x15F, 0x104, 0x105, 0x141, 0x142, 0x17B, 0x17C]
                .contains(
                    scalar.value)
            || (0x2018...0x203A).contains(scalar.value) || [0x20AC, 0x2122].contains(scalar.value)
    }

    /// Whether a character is one of windows-1251's bytes 0x80 to 0xBF, and no letter of Russian names.
    private static func isCyrillicMark(_ scalar: Unicode.Scalar) -> Bool {
        (0xA0...0xBF).contains(scalar.value) || (0x2018...0x203A).contains(scalar.value)
            || [0x20AC, 0x2122, 0x2116].contains(scalar.value)
            || [0x402, 0x403, 0x409, 0x40A, 0x40B, 0x40C, 0x40F, 0x453, 0x459, 0x45A, 0x45B, 0x45C, 0x45F].contains(
                scalar.value)
    }

    /// Whether a character is what windows-1252 or ISO-8859-1 has for one of the bytes 0x80 to 0xBF.
    private static func isContinuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x80...0xBF, 0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E, 0x192, 0x2C6, 0x2DC, 0x2013, 0x2014,
            0x2018...0x201A,
            0x201C...0x201E, 0x2020...0x2022, 0x2026, 0x2030, 0x2039, 0x203A, 0x20AC, 0x2122:
            true
        default: false
        }
    }
}
