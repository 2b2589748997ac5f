internal import Bytes

/// The rules for passwords.
enum PasswordRules {
    /// The maximum length that flowServ can store, in characters (Unicode scalars).
    static let longest = 4_096

    /// Returns the problem of a password from any source: it must be storable by the server and typable.
    static func problem(in password: Span<UInt8>) -> PasswordProblem? {
        if isPlain(password) { return nil }
        if strippedRange(0..<password.count, in: password) != 0..<password.count { return .outerWhiteSpace }
        let scalars = password.text.unicodeScalars
        if let scalar = scalars.first(where: { isControl($0) || isHidden($0) || $0 == "\u{FFFD}" }) {
            return .untypable(scalar)
        }
        return scalars.count > longest ? .tooLong(characters: scalars.count, limit: longest) : nil
    }

    /// Returns the problem of a roster's password, which must also look like a password.
    ///
    /// - Parameter isMarkup: Whether the password is from an XML document.
    static func problem(inRosters password: Span<UInt8>, isMarkup: Bool = false) -> PasswordProblem? {
        if password.isEmpty { return nil }
        guard isPlain(password) else {
            if case .untypable(let scalar, _) = problem(in: password) {
                return .untypable(scalar, isMarkup: isMarkup)
            }
            return problem(in: password) ?? improbability(of: password, isMarkup: isMarkup)
        }
        return isOrdinary(password) ? nil : improbability(of: password, isMarkup: isMarkup)
    }

    private static func improbability(of password: Span<UInt8>, isMarkup: Bool) -> PasswordProblem? {
        let text = password.text
        if NullWords.contain(text) { return .nullWord }
        if Decoration.isWrapped(text) || Decoration.isGuarded(text) || !isMarkup && Decoration.hasHTML(text) {
            return .decorated
        }
        if isPlaceholder(text) { return .placeholder }
        if ["TRUE", "FALSE"].contains(text)
            || text.contains("-") && text.count <= 11
                && text.wholeMatch(of: /\d{1,2}-[A-Z][a-z]{2}(-\d{2,4})?|[A-Z][a-z]{2}-\d{2}/) != nil
        {
            return .altered
        }
        if ["*LK*", "!!", "*NP*", "!"].contains(text) { return .hash }
        if Alteration.isScientific(text) || Alteration.hasLostLetters(text) { return .altered }
        return isHash(text) ? .hash : nil
    }

    /// Returns whether all bytes are printable ASCII, without surrounding spaces and ampersands, and few enough.
    private static func isPlain(_ password: Span<UInt8>) -> Bool {
        if password.isEmpty || password.count > longest { return password.isEmpty }
        for index in password.indices {
            let byte = password[index]
            // After an ampersand, a character may be written as in a web page.
            if byte &- 0x20 > 0x5E || byte == UInt8(ascii: "&") { return false }
        }
        return password[0] != 0x20 && password[password.count - 1] != 0x20
    }

    /// Returns whether a password of printable ASCII is clearly ordinary, which saves most passwords a closer check.
    private static func isOrdinary(_ password: Span<UInt8>) -> Bool {
        let last = password[password.count - 1]
        switch password[0] {
        // Words for an empty value have neither digits nor these marks, and scientific numbers and hashes are not
        // words.
        case UInt8(ascii: "m") where password.count == 35: return false
        // The hashes of LM and NT, and of Django.
        case _ where password.count == 65: return false
        case UInt8(ascii: "s") where password.count > 40: return false
        case UInt8(ascii: "e"), UInt8(ascii: "E"): return password.count <= 40 && hasMark(password, orDigit: false)
        // The formats of Django.
        case UInt8(ascii: "a") where password.begins(with: "argon2$"): return false
        case UInt8(ascii: "b") where password.begins(with: "bcrypt"): return false
        case 0x41...0x5A, 0x61...0x7A: return password.count <= 36 && hasMark(password, orDigit: true)
        case 0x30...0x39: return password.count > 8 && hasMark(password, orDigit: false) || !hasPointOrSign(password)
        case UInt8(ascii: "("): return last != UInt8(ascii: ")")
        case UInt8(ascii: "["): return last != UInt8(ascii: "]")
        case UInt8(ascii: "<"): return last != UInt8(ascii: ">")
        case UInt8(ascii: "$"): return password.count <= 20 && last != UInt8(ascii: "}") && last != UInt8(ascii: ")")
        case UInt8(ascii: "%"): return last != UInt8(ascii: "%")
        case UInt8(ascii: "*"): return password.count != 41 && password.count != 4
        case UInt8(ascii: "!"): return password.count > 2
        case UInt8(ascii: "'"): return last != password[0] && password.count > 1 && !isGuarded(password[1])
        case UInt8(ascii: "\""): return last != password[0]
        case UInt8(ascii: "="): return last != UInt8(ascii: "\"")
        case UInt8(ascii: "#"): return password.count > 24 && password[1] != password[0]
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            return hasMark(password, orDigit: false) && last != UInt8(ascii: "!") && last != UInt8(ascii: "?")
        case UInt8(ascii: "{"): return false
        case UInt8(ascii: "\\"), UInt8(ascii: "?"): return password.count > 3
        default: return true
        }
    }

    /// Returns whether an apostrophe before this character may protect from a formula or keep zeros.
    private static func isGuarded(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x30...0x39: true
        default: false
        }
    }

    /// Returns whether a text contains a mark that occurs neither in a word for an empty value nor in a number.
    private static func hasMark(_ text: Span<UInt8>, orDigit: Bool) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if orDigit, (0x30...0x39).contains(byte) { return true }
            let marks = byte < 64 ? lowMarks : highMarks
            if marks >> UInt64(byte & 63) & 1 != 0 { return true }
        }
        return false
    }

    private static func hasPointOrSign(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where (0x2B...0x2E).contains(text[index]) { return true }
        return false
    }

    /// The bits of `!"$%&'*=?` and `@_~`.
    private static let lowMarks: UInt64 =
        1 << 0x21 | 1 << 0x22 | 1 << 0x24 | 1 << 0x25 | 1 << 0x26 | 1 << 0x27 | 1 << 0x2A | 1 << 0x3D | 1 << 0x3F
    private static let highMarks: UInt64 = 1 << 0 | 1 << 0x1F | 1 << 0x3E

    /// Returns whether a text is a template variable: `${PASSWORD}`, `{{ password }}`, `%PASSWORD%`,
    /// `<%= password %>`.
    private static func isPlaceholder(_ text: String) -> Bool {
        // An expression is compiled anew each time that it is looked for.
        guard let first = text.utf8.first, "${%<".utf8.contains(first) else { return false }
        return text.wholeMatch(
            of: /\$\{[^{}]+\}|\$\([A-Za-z_][^()]*\)|\{\{.*\}\}|%[A-Za-z_][A-Za-z0-9_]*%|<%.*%>|\{[A-Za-z_]+\}/) != nil
    }

    /// Returns whether a text is the output of a known hash function, as stored in a directory or database.
    private static func isHash(_ text: String) -> Bool {
        let schemes = [
            "{ssha}", "{sha}", "{md5}", "{smd5}", "{crypt}", "{ssha256}", "{ssha512}", "{sha256}", "{sha512}",
            "{pbkdf2}", "{argon2}", "{bcrypt}", "{cleartext}", "{x-", "scram-sha-", "vault:v", "enc[",
        ]
        let start = text.prefix(16).lowercased()
        if schemes.contains(where: start.hasPrefix) { return true }
        let numbered = [
            "$1$", "$5$", "$6$", "$y$", "$7$", "$2a$", "$2b$", "$2x$", "$2y$", "$argon2", "$pbkdf2", "$scrypt",
            "$apr1$", "$p$", "$h$", "$s$", "$gy$", "$md5",
        ]
        // The hashes of PostgreSQL and MySQL.
        if start.hasPrefix("md5"), text.utf8.count == 35, text.dropFirst(3).allSatisfy(\.isHexDigit) { return true }
        if start.hasPrefix("*"), text.utf8.count == 41, text.dropFirst().allSatisfy(\.isHexDigit) { return true }
        if numbered.contains(where: start.hasPrefix) { return text.utf8.count > 20 && text.dropFirst().contains("$") }
        if text.contains(":") || start.hasPrefix("sha1$") || start.hasPrefix("md5$"),
            text.wholeMatch(
                of: /[0-9a-fA-F]{32}:[0-9a-fA-F]{32}|sha1\$[^$]*\$[0-9a-fA-F]{40}|md5\$[^$]*\$[0-9a-fA-F]{32}/) != nil
        {
            return true
        }
        if ["argon2$argon2", "bcrypt_sha256$$2", "bcrypt$$2"].contains(where: start.hasPrefix) { return true }
        return ["pbkdf2:", "pbkdf2_", "scrypt:", "sha256$", "bcrypt$", "argon2$"].contains(where: start.hasPrefix)
            && text.utf8.count > 40 && text.contains("$")
    }
}

extension Span<UInt8> {
    /// Returns whether the bytes begin with an ASCII text.
    fileprivate func begins(with text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where self[index] != text.utf8Start[index] { return false }
        return true
    }
}
