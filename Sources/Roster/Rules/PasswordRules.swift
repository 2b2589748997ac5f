internal import Bytes

/// What a password must be for its account to be one that somebody can use.
enum PasswordRules {
    /// What flowServ can store, in characters (Unicode scalars).
    static let longest = 4_096

    /// Why nobody could log in with a password, or why it is none; messages never hold it.
    enum Flaw: Hashable {
        case outerWhiteSpace
        case tooLong(scalars: Int)
        case untypable(Unicode.Scalar)
        case doubtful(ValueDoubt)
        case placeholder
        case hash

        var code: RosterProblem.Code {
            switch self {
            case .outerWhiteSpace: .passwordWhiteSpace
            case .tooLong: .passwordTooLong
            case .untypable: .passwordCharacter
            case .doubtful(let doubt): doubt.code
            case .placeholder: .nullWord
            case .hash: .hashedPassword
            }
        }

        var message: String {
            switch self {
            case .outerWhiteSpace:
                "the password begins or ends with white space, which flowServ drops before it stores it, "
                    + "so that nobody could log in.  Choose another one."
            case .tooLong(let scalars):
                "the password has \(scalars) characters, but flowServ stores \(longest) at most.  Choose a shorter one."
            case .untypable(let scalar):
                "the password has the character \(scalar.codePoint), which nobody can type.  "
                    + PasswordRules.remedy(scalar)
            case .doubtful(.null):
                "the password is what programs write for an empty value.  Write the password, or leave it empty."
            case .doubtful(.decorated):
                "the password has quotes or a formula around it that another program may have added.  Write only the password."
            case .doubtful(.damaged):
                "the password looks like a value that another program has changed.  Format the column as text there and "
                    + "export it again, or choose another password."
            case .placeholder:
                "the password is a placeholder that a program should have filled in.  Write the password, or leave it empty."
            case .hash:
                "the password is a hash, which flowServ would take for the password itself.  "
                    + "Write the password, or leave it empty."
            }
        }
    }

    /// What every password is held to, whoever gives it: what the server stores and people can type.
    static func flaw(in password: Span<UInt8>) -> Flaw? {
        if isPlain(password) { return nil }
        if strippedRange(0..<password.count, in: password) != 0..<password.count { return .outerWhiteSpace }
        let scalars = password.text.unicodeScalars
        if let scalar = scalars.first(where: { isControl($0) || isHidden($0) || $0 == "\u{FFFD}" }) {
            return .untypable(scalar)
        }
        return scalars.count > longest ? .tooLong(scalars: scalars.count) : nil
    }

    /// What a roster's password is held to: besides, that it is one.
    static func flaw(inRosters password: Span<UInt8>) -> Flaw? {
        if password.isEmpty { return nil }
        guard isPlain(password) else { return flaw(in: password) ?? doubt(about: password) }
        return isOrdinary(password) ? nil : doubt(about: password)
    }

    private static func doubt(about password: Span<UInt8>) -> Flaw? {
        let text = password.text
        if NullWords.contain(text) { return .doubtful(.null) }
        if Decoration.isWrapped(text) { return .doubtful(.decorated("")) }
        if isPlaceholder(text) { return .placeholder }
        if ["TRUE", "FALSE"].contains(text)
            || text.wholeMatch(of: /\d{1,2}-[A-Z][a-z]{2}(-\d{2,4})?|[A-Z][a-z]{2}-\d{2}/) != nil
        {
            return .doubtful(.damaged(""))
        }
        if ["*LK*", "!!", "*NP*", "!"].contains(text) { return .hash }
        if Damage.isScientific(text) || Damage.hasLostLetters(text) { return .doubtful(.damaged("")) }
        return isHash(text) ? .hash : nil
    }

    /// Whether all bytes are printable ASCII, without outer spaces, and not many.
    private static func isPlain(_ password: Span<UInt8>) -> Bool {
        if password.isEmpty || password.count > longest { return password.isEmpty }
        for index in password.indices where !(0x20..<0x7F).contains(password[index]) { return false }
        return password[0] != 0x20 && password[password.count - 1] != 0x20
    }

    /// Whether a password of printable ASCII is at a glance none of what raises a doubt, which spares most passwords a closer
    /// look.
    private static func isOrdinary(_ password: Span<UInt8>) -> Bool {
        let last = password[password.count - 1]
        switch password[0] {
        // Words for nothing have neither digits nor certain marks, and scientific numbers and hashes are no words.
        case UInt8(ascii: "m") where password.count == 35: return false
        // LM's and NT's, and Django's.
        case _ where password.count == 65: return false
        case UInt8(ascii: "s") where password.count > 40: return false
        case UInt8(ascii: "e"), UInt8(ascii: "E"): return password.count <= 40 && hasMark(password, orDigit: false)
        case 0x41...0x5A, 0x61...0x7A: return password.count <= 40 && hasMark(password, orDigit: true)
        case 0x30...0x39: return password.count > 8 && hasMark(password, orDigit: false) || !hasPointOrSign(password)
        case UInt8(ascii: "("): return last != UInt8(ascii: ")")
        case UInt8(ascii: "["): return last != UInt8(ascii: "]")
        case UInt8(ascii: "<"): return last != UInt8(ascii: ">")
        case UInt8(ascii: "$"): return password.count <= 20 && last != UInt8(ascii: "}") && last != UInt8(ascii: ")")
        case UInt8(ascii: "%"): return last != UInt8(ascii: "%")
        case UInt8(ascii: "*"): return password.count != 41 && password.count != 4
        case UInt8(ascii: "!"): return password.count > 2
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return last != password[0]
        case UInt8(ascii: "="): return last != UInt8(ascii: "\"")
        case UInt8(ascii: "#"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            return hasMark(password, orDigit: false) && last != UInt8(ascii: "!") && last != UInt8(ascii: "?")
        case UInt8(ascii: "{"): return false
        case UInt8(ascii: "\\"), UInt8(ascii: "?"): return password.count > 3
        default: return true
        }
    }

    /// Whether a text has a mark that is in no word for nothing and in no number.
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

    /// `!"$%&'*=?` and `@_~` as bits.
    private static let lowMarks: UInt64 =
        1 << 0x21 | 1 << 0x22 | 1 << 0x24 | 1 << 0x25 | 1 << 0x26 | 1 << 0x27 | 1 << 0x2A | 1 << 0x3D | 1 << 0x3F
    private static let highMarks: UInt64 = 1 << 0 | 1 << 0x1F | 1 << 0x3E

    /// Whether a text is a variable of a template's: `${PASSWORD}`, `{{ password }}`, `%PASSWORD%`, `<%= password %>`.
    private static func isPlaceholder(_ text: String) -> Bool {
        text.wholeMatch(
            of: /\$\{[^{}]+\}|\$\([A-Za-z_][^()]*\)|\{\{.*\}\}|%[A-Za-z_][A-Za-z0-9_]*%|<%.*%>|\{[A-Za-z_]+\}/) != nil
    }

    /// Whether a text is the outcome of a known function: what stands in a directory or a database for a password.
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
        // PostgreSQL's and MySQL's.
        if start.hasPrefix("md5"), text.utf8.count == 35, text.dropFirst(3).allSatisfy(\.isHexDigit) { return true }
        if start.hasPrefix("*"), text.utf8.count == 41, text.dropFirst().allSatisfy(\.isHexDigit) { return true }
        if numbered.contains(where: start.hasPrefix) { return text.utf8.count > 20 && text.dropFirst().contains("$") }
        if text.wholeMatch(of: /[0-9a-fA-F]{32}:[0-9a-fA-F]{32}|sha1\$[^$]+\$[0-9a-f]{40}/) != nil { return true }
        return ["pbkdf2:", "pbkdf2_", "scrypt:", "sha256$", "bcrypt$", "argon2$"].contains(where: start.hasPrefix)
            && text.utf8.count > 40 && text.contains("$")
    }

    private static func remedy(_ scalar: Unicode.Scalar) -> String {
        (0x80..<0xA0).contains(scalar.value)
            ? "If the file is in windows-1252, say so: with --encoding windows-1252, or in the XML declaration.  "
                + "Otherwise choose another password."
            : "Choose another one."
    }
}
