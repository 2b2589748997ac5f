internal import Bytes

/// What another program has put around a value: formulas, quotes that do not quote, guards against formulas, mail
/// addresses' names, comments.
enum Decoration {
    /// The text within `="0012345"`, a spreadsheet's way to keep digits as they are; nil for anything else.
    static func textFormula(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int>? {
        guard range.count > 3, bytes[range.lowerBound] == UInt8(ascii: "="), bytes[range.lowerBound + 1] == quote,
            bytes[range.upperBound - 1] == quote
        else { return nil }
        let inner = range.lowerBound + 2..<range.upperBound - 1
        for index in inner where bytes[index] == quote { return nil }
        return inner
    }

    private static let quote = UInt8(ascii: "\"")

    /// What a message says of a name that has something around it; nil when it has nothing.
    static func sign(in name: String) -> String? {
        guard let first = name.unicodeScalars.first, let last = name.unicodeScalars.last else { return nil }
        if hasQuotes(name, first: first, last: last) {
            return "has quotes that are probably not part of the username"
        }
        if first == "=" || hasKey(name) { return "looks like a formula or a KEY=VALUE pair" }
        if hasScheme(name) || last == ">" || hasComment(name) {
            return "contains more than a username or an email address"
        }
        if first == "@", !name.contains(":") { return "begins with an @ that another program may have added" }
        if last == "@" { return "is only half of an email address" }
        if name.utf8.count(where: { $0 == UInt8(ascii: "@") }) > 1,
            name.contains(where: { ",; /:|&+\\".contains($0) })
        {
            return "looks like several usernames"
        }
        if name.contains("@@") || name.lowercased().contains("\\0adel:") {
            return "has marks of another program within"
        }
        if let at = name.lastIndex(of: "@"), name[at...].contains(",") {
            return "has a comma where an address has a full stop"
        }
        if name.hasPrefix("+ ") || name.hasPrefix("- ") { return "begins with a bullet of a list" }
        if first == "#" || name.hasPrefix("//") { return "looks like a comment" }
        if oddBeginnings.contains(first) || oddEndings.contains(last) {
            return "begins or ends with punctuation that is probably not part of the username"
        }
        if name.wholeMatch(of: /[\p{L} .-]*\p{L}(''|\\')\p{L}[\p{L} .-]*|.*\p{L}\\u[0-9a-fA-F]{4}.*/) != nil {
            return "contains characters escaped as in a program or a database's dump"
        }
        if hasCode(name, behind: "%") { return "contains characters encoded as in a web address" }
        if hasCode(name, behind: "=") { return "contains characters encoded as in a mail" }
        return nil
    }

    /// Whether a text holds characters as HTML spells them, as in `q&amp;a`.
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

    /// Whether a text stands between two quotes of print, or within a text formula.
    static func isWrapped(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
            text.unicodeScalars.count > 2
        else {
            return false
        }
        if text.hasPrefix("=\""), last == "\"" { return true }
        if first == last, first == "'" || first == "\"" { return true }
        return openingQuotes.contains(first) && quotes.contains(last)
    }

    // The typographic apostrophe is missing here: it stands within names.
    private static let openingQuotes: [Unicode.Scalar] = [
        "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "«", "»", "‹", "›", "「", "『", "\u{FF02}", "\u{2018}",
        "\u{201A}", "\u{275D}", "\u{275E}", "\u{276E}", "\u{276F}", "〝", "〟", "《", "》", "〈", "〉", "【", "】", "〔", "〕",
        "⟨", "⟩",
    ]
    private static let quotes: Set<Unicode.Scalar> = [
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

    /// Names may begin with an apostrophe, as 't Hooft does; one before a single word is a guard against formulas.
    private static func hasQuotes(_ name: String, first: Unicode.Scalar, last: Unicode.Scalar) -> Bool {
        let beforeLast = name.unicodeScalars.dropLast().last?.value ?? 0
        let isGeresh = last == "'" && (0x5D0...0x5EA).contains(beforeLast)
        if quotes.contains(last) && !isGeresh || openingQuotes.contains(where: name.unicodeScalars.contains) {
            return true
        }
        // In Hebrew it is a mark of a letter's sound.
        let isApostrophe = first == "'" || first == "\u{2019}"
        let second = name.unicodeScalars.dropFirst().first
        let isWithinWords = second.map { $0.properties.isAlphabetic } ?? false || name.contains(where: \.isWhitespace)
        return quotes.contains(first) && !(isApostrophe && isWithinWords)
    }

    /// `cn=anna`, `username=anna`: letters before an equals sign.
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

    /// `anna@example.org (Anna Muster)`.
    private static func hasComment(_ name: String) -> Bool {
        guard name.last == ")", let at = name.firstIndex(of: "@"), let bracket = name.firstIndex(of: "(") else {
            return false
        }
        return at < bracket
    }

    /// `anna%40example.org`, `J=C3=BCrgen`.
    private static func hasCode(_ name: String, behind mark: Unicode.Scalar) -> Bool {
        let bytes = Array(name.utf8)
        return bytes.indices.dropLast(2).contains { index in
            bytes[index] == UInt8(ascii: mark) && (mark == "%" || isByteOfMail(bytes[index + 1], bytes[index + 2]))
                && isHexadecimal(bytes[index + 1]) && isHexadecimal(bytes[index + 2])
        }
    }

    /// Mail spells bytes beyond ASCII so, with capital letters.
    private static func isByteOfMail(_ first: UInt8, _ second: UInt8) -> Bool {
        (0x38...0x46).contains(first) && (0x30...0x46).contains(second)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
    }
}
