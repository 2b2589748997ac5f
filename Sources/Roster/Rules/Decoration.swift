internal import Bytes

/// Additions by another program around a value or in place of its characters.
public enum Decoration: Hashable, Sendable, CaseIterable {
    /// Quotation marks that are part of the value.
    case quotes
    /// A formula, or a key with an equals sign.
    case formula
    /// An address with more around it: a scheme, a display name, a comment.
    case moreThanAddress
    /// An @ before the name.
    case leadingAt
    /// An address without its domain.
    case halfAddress
    /// Several names.
    case severalNames
    /// Markers of a program, such as those of a deleted entry.
    case programMarks
    /// A comma in the domain of an address.
    case commaInDomain
    /// The bullet of a list.
    case bullet
    /// The start of a comment.
    case comment
    /// Punctuation at the beginning or end.
    case punctuation
    /// Characters escaped as in source code or a database dump.
    case escapes
    /// Characters encoded as in a URL.
    case addressEncoding
    /// Characters encoded as in an email message.
    case mailEncoding
    /// Characters encoded as in a web page.
    case pageEncoding

    /// Detects the decoration of a name; nil if there is none.
    init?(of name: String) {
        guard let first = name.unicodeScalars.first, let last = name.unicodeScalars.last,
            let found = Self.around(name, first: first, last: last) ?? Self.encoding(of: name)
        else { return nil }
        self = found
    }

    private static func around(_ name: String, first: Unicode.Scalar, last: Unicode.Scalar) -> Decoration? {
        if hasQuotes(name, first: first, last: last) { return .quotes }
        if first == "=" || hasKey(name) { return .formula }
        if hasScheme(name) || last == ">" || hasComment(name) { return .moreThanAddress }
        if first == "@", !name.contains(":") { return .leadingAt }
        if last == "@" { return .halfAddress }
        if name.utf8.count(where: { $0 == UInt8(ascii: "@") }) > 1,
            name.contains(where: { ",; /:|&+\\".contains($0) })
        {
            return .severalNames
        }
        if name.contains("@@") || name.lowercased().contains("\\0adel:") { return .programMarks }
        if let at = name.lastIndex(of: "@"), name[at...].contains(",") { return .commaInDomain }
        if name.hasPrefix("+ ") || name.hasPrefix("- ") { return .bullet }
        if first == "#" || name.hasPrefix("//") { return .comment }
        return oddBeginnings.contains(first) || oddEndings.contains(last) ? .punctuation : nil
    }

    private static func encoding(of name: String) -> Decoration? {
        if name.wholeMatch(of: /[\p{L} .-]*\p{L}(''|\\')\p{L}[\p{L} .-]*|.*\p{L}\\u[0-9a-fA-F]{4}.*/) != nil {
            return .escapes
        }
        if hasCode(name, behind: "%") { return .addressEncoding }
        return hasCode(name, behind: "=") ? .mailEncoding : nil
    }

    /// Returns the text within `="0012345"`, a spreadsheet's way to preserve digits; nil for any other text.
    static func textFormula(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int>? {
        guard range.count > 3, bytes[range.lowerBound] == UInt8(ascii: "="), bytes[range.lowerBound + 1] == quote,
            bytes[range.upperBound - 1] == quote
        else { return nil }
        let inner = range.lowerBound + 2..<range.upperBound - 1
        for index in inner where bytes[index] == quote { return nil }
        return inner
    }

    private static let quote = UInt8(ascii: "\"")

    /// Returns whether a text contains HTML character references, as in `q&amp;a`.
    static func hasHTML(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return false }
        return text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().contains { part in
            guard let end = part.firstIndex(of: ";") else { return false }
            let name = part[..<end]
            if (2...8).contains(name.count), name.allSatisfy({ $0.isASCII && $0.isLetter }) { return true }
            guard name.first == "#" else { return false }
            let digits = name.dropFirst()
            let isHexadecimal = digits.first == "x" || digits.first == "X"
            return digits.count > (isHexadecimal ? 1 : 0)
                && digits.dropFirst(isHexadecimal ? 1 : 0).allSatisfy {
                    isHexadecimal ? $0.isHexDigit : $0.isWholeNumber
                }
        }
    }

    /// Returns whether a text is between two typographic quotes or within a text formula.
    static func isWrapped(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
            text.unicodeScalars.count > 2
        else {
            return false
        }
        if text.hasPrefix("=\""), last == "\"" { return true }
        if first == last, first == "'" || first == "\"" { return true }
        return openingQuotes.contains(first) && quoteMarks.contains(last)
    }

    /// Returns whether a text begins with an apostrophe that keeps a spreadsheet from reading it as a formula or a
    /// number: `'=abc`, `'0012345`.
    static func isGuarded(_ text: String) -> Bool {
        guard text.hasPrefix("'"), let second = text.utf8.dropFirst().first else { return false }
        return "=+-@".utf8.contains(second) || text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    // The typographic apostrophe is not included, because names contain it.
    private static let openingQuotes: [Unicode.Scalar] = [
        "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "«", "»", "‹", "›", "「", "『", "\u{FF02}", "\u{2018}",
        "\u{201A}", "\u{275D}", "\u{275E}", "\u{276E}", "\u{276F}", "〝", "〟", "《", "》", "〈", "〉", "【", "】", "〔", "〕",
        "⟨", "⟩",
    ]
    private static let quoteMarks: Set<Unicode.Scalar> = [
        "\"", "'", "`", "´", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}", "\u{201C}", "\u{201D}", "\u{201E}",
        "\u{201F}",
        "«", "»", "‹", "›", "「", "」", "『", "』", "\u{FF02}", "\u{FF07}", "″", "′",
    ]
    private static let oddBeginnings: Set<Unicode.Scalar> = [
        "(", "[", "{", ",", ";", ":", "*", "|", "\\", "/", "%", "&", "^", "•", "·",
    ]
    private static let oddEndings: Set<Unicode.Scalar> = [
        "=", ";", ",", ":", "<", "(", "[", "]", "{", "}", "|", "\\", "*", "&", "%", "#", "^",
    ]

    /// Returns whether a name is in quotes.  Names may begin with an apostrophe, as in 't Hooft; before a single word
    /// it is a protection against formulas.
    private static func hasQuotes(_ name: String, first: Unicode.Scalar, last: Unicode.Scalar) -> Bool {
        let beforeLast = name.unicodeScalars.dropLast().last?.value ?? 0
        let isGeresh = last == "'" && (0x5D0...0x5EA).contains(beforeLast)
        if quoteMarks.contains(last) && !isGeresh || openingQuotes.contains(where: name.unicodeScalars.contains) {
            return true
        }
        // In Hebrew it marks a letter's sound.
        let isApostrophe = first == "'" || first == "\u{2019}"
        let second = name.unicodeScalars.dropFirst().first
        let isWithinWords = second.map { $0.properties.isAlphabetic } ?? false || name.contains(where: \.isWhitespace)
        return quoteMarks.contains(first) && !(isApostrophe && isWithinWords)
    }

    /// Returns whether a name has letters before an equals sign: `cn=anna`, `username=anna`.
    private static func hasKey(_ name: String) -> Bool {
        guard let sign = name.utf8.firstIndex(of: UInt8(ascii: "=")),
            sign > name.utf8.index(after: name.utf8.startIndex)
        else {
            return false
        }
        return name.utf8[..<sign].allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
    }

    private static func hasScheme(_ name: String) -> Bool {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        return [
            "mailto", "smtp", "sip", "sips", "x500", "acct", "xmpp", "tel", "urn", "upn", "uid", "eppn", "imap",
            "ftp", "ssh", "skype", "http", "https", "ldap", "email", "e-mail", "mail", "user", "username",
            "login",
        ]
        .contains(name[..<colon].lowercased())
    }

    /// Returns whether a name is followed by a comment: `anna@example.org (Anna Muster)`.
    private static func hasComment(_ name: String) -> Bool {
        guard name.last == ")", let at = name.firstIndex(of: "@"), let bracket = name.firstIndex(of: "(") else {
            return false
        }
        return at < bracket
    }

    /// Returns whether a name contains an encoded character: `anna%40example.org`, `J=C3=BCrgen`.
    private static func hasCode(_ name: String, behind mark: Unicode.Scalar) -> Bool {
        let bytes = Array(name.utf8)
        return bytes.indices.dropLast(2).contains { index in
            bytes[index] == UInt8(ascii: mark) && (mark == "%" || isByteOfMail(bytes[index + 1], bytes[index + 2]))
                && isHexadecimal(bytes[index + 1]) && isHexadecimal(bytes[index + 2])
        }
    }

    /// Returns whether two digits are a non-ASCII byte as encoded in mail, with capital letters.
    private static func isByteOfMail(_ first: UInt8, _ second: UInt8) -> Bool {
        (0x38...0x46).contains(first) && (0x30...0x46).contains(second)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
    }
}
