internal import Bytes

/// Recognizes names that are usable but most likely a mistake.
enum ImprobableNames {
    /// Returns the problem of a stripped name, if it has one.  Most names are plain and are checked without creating
    /// a string.
    ///
    /// - Parameter mayHaveHTML: Whether the name may contain HTML character references; XML has its own, which are
    ///   decoded earlier.
    static func problem(in name: Span<UInt8>, mayHaveHTML: Bool) -> NameProblem? {
        if isPlain(name) { return nil }
        let name = name.text
        if NullWords.contain(asName: name) { return .nullWord }
        if let alteration = Alteration(of: name) { return .altered(alteration) }
        if let decoration = Decoration(of: name) { return .decorated(decoration) }
        return mayHaveHTML && Decoration.hasHTML(name) ? .decorated(.pageEncoding) : nil
    }

    /// Returns whether a name may begin with "null", "nil" or "undefined".
    private static func mayBeginNull(_ name: Span<UInt8>) -> Bool {
        switch (name[0] & 0xDF, name[1] & 0xDF) {
        case (UInt8(ascii: "N"), UInt8(ascii: "U")), (UInt8(ascii: "N"), UInt8(ascii: "I")),
            (UInt8(ascii: "U"), UInt8(ascii: "N")):
            true
        default: false
        }
    }

    /// Returns whether a name consists of letters, digits and a few inner marks and is clearly not in the word
    /// tables.
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
        // The words have at most twelve letters and no digits; dates and truth values begin with a digit or a capital
        // letter.
        if hasAt { return !mayBeginNull(name) }
        if (0x30...0x39).contains(name[0]) { return false }
        // "System.Object[]" and the like are longer.
        if name[0] == UInt8(ascii: "S") || name[0] == UInt8(ascii: "M") { return false }
        return name.count > 12 || (digits > 0 && name[0] == name[0] | 0x20)
    }
}
