import Bytes

/// Text in an XML document.
enum XMLText {
    /// Returns a value for an attribute, with its quotes.
    ///
    /// Characters that XML 1.0 cannot contain, not even as a reference, are shown as `\u{1B}`.
    static func quoted(_ text: String) -> String {
        var safe = "\""
        for scalar in PrintableText.escaped(text).unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": safe += scalar.escape
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe + "\""
    }

    /// Returns attributes as written in a tag, each after a space.
    static func attributes(_ pairs: KeyValuePairs<String, String>) -> String {
        pairs.map { " \($0.key)=\(quoted($0.value))" }.joined()
    }
}
