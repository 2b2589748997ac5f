internal import Bytes

/// Why a value most likely is not what somebody meant to write.
enum ValueDoubt: Hashable {
    /// A program's word for nothing or for an error.
    case null
    /// Something that another program has put around the value.
    case decorated(String)
    /// A value that another program has changed.
    case damaged(String)

    var code: RosterProblem.Code {
        switch self {
        case .null: .nullWord
        case .decorated: .decoratedValue
        case .damaged: .damagedValue
        }
    }

    /// The doubt about a stripped name, if there is one.  Most names are plain, and are not even made a text.
    ///
    /// - Parameter mayHaveHTML: Whether characters may be spelled as in HTML: XML has its own spelling of them, which is
    ///   read before.
    static func about(name: Span<UInt8>, mayHaveHTML: Bool) -> ValueDoubt? {
        if isPlain(name) { return nil }
        let name = name.text
        if NullWords.contain(asName: name) { return .null }
        if let sign = Damage.sign(in: name) { return .damaged(sign) }
        if let sign = Decoration.sign(in: name) { return .decorated(sign) }
        if mayHaveHTML, Decoration.hasHTML(name) {
            return .decorated("contains characters encoded as in a web page")
        }
        return nil
    }

    /// What a problem says of a name, safe to print.
    func message(aboutName name: String) -> String {
        let shown = "\"\(escaped(name, limit: 80))\""
        let way = "If it really is the username, create this account with rollcall user register."
        return switch self {
        case .null:
            "\(shown) is what programs write for an empty value.  Write the username, or delete the row.  \(way)"
        case .decorated(let sign):
            "\(shown) \(sign).  Write only the username.  \(way)"
        case .damaged(let sign) where sign.contains("letters"):
            "\(shown) looks like \(sign).  Export it again as UTF-8, or say with --encoding what the file is in, or write the username.  \(way)"
        case .damaged(let sign):
            "\(shown) looks like \(sign).  Format the column as text there and export it again, or write the username.  \(way)"
        }
    }

    /// Whether a name may begin with "null", "nil" or "undefined".
    private static func mayBeginNull(_ name: Span<UInt8>) -> Bool {
        switch (name[0] & 0xDF, name[1] & 0xDF) {
        case (UInt8(ascii: "N"), UInt8(ascii: "U")), (UInt8(ascii: "N"), UInt8(ascii: "I")),
            (UInt8(ascii: "U"), UInt8(ascii: "N")):
            true
        default: false
        }
    }

    /// Whether a name is made of letters, digits and a few marks within, and is no word of the tables at a glance.
    private static func isPlain(_ name: Span<UInt8>) -> Bool {
        if name.isEmpty { return true }
        let last = name.count - 1
        var digits = 0
        var hasAt = false
        for index in name.indices {
            switch name[index] {
            case 0x30...0x39: digits += 1
            case 0x41...0x5A, 0x61...0x7A: break
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "@"):
                if index == 0 || index == last { return false }
                guard name[index] == UInt8(ascii: "@") else { break }
                if hasAt { return false }
                hasAt = true
            default: return false
            }
        }
        if digits == name.count { return name.count <= 15 }
        // The words have twelve letters at the most and no digits; dates and truth values begin with a digit or a capital.
        if hasAt { return !mayBeginNull(name) }
        if (0x30...0x39).contains(name[0]) { return false }
        // "System.Object[]" and the like are longer.
        if name[0] == UInt8(ascii: "S") || name[0] == UInt8(ascii: "M") { return false }
        return name.count > 12 || (digits > 0 && name[0] == name[0] | 0x20)
    }
}
