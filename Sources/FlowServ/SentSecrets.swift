internal import Foundation

/// The secrets of one request: its password, the token that it carries, the id of a password reset.
///
/// A server, or whatever stands in front of it, may quote the request in its answer; these words are never kept or shown.
struct SentSecrets: Sendable {
    /// Every spelling under which one of them could come back, the longest first.
    private let spellings: [String]

    /// The secrets with these characters.
    init(_ secrets: [String] = []) {
        spellings = Set(secrets.filter { !$0.isEmpty }.flatMap(Self.spellings)).sorted { one, other in
            (one.utf8.count, one) > (other.utf8.count, other)
        }
    }

    /// A text without them.
    func hidden(in text: String) -> String {
        // A mark that no spelling contains, so that one secret is not found in what hides another.
        let mark = "\u{0}"
        return spellings.reduce(text) { $0.replacingOccurrences(of: $1, with: mark, options: .literal) }
            .replacingOccurrences(of: mark, with: "[redacted]")
    }

    /// As it is, and as JSON, URLs, forms, web pages and Python write it.
    private static func spellings(of secret: String) -> [String] {
        let json = escaped(secret, isASCII: false, quote: "\"")
        let percent = PercentEncoding.encode(secret)
        return [
            secret, json, json.replacingOccurrences(of: "/", with: "\\/"),
            escaped(secret, isASCII: true, quote: "\""),
            escaped(secret, isASCII: false, quote: "'"), percent, lowercasedEscapes(percent),
            percent.replacingOccurrences(of: "%20", with: "+"), page(secret, apostrophe: "&#39;"),
            page(secret, apostrophe: "&#x27;"), page(secret, apostrophe: "'"),
            Data(secret.utf8).base64EncodedString(),
        ]
    }

    /// With the backslashes of JSON and of Python.
    private static func escaped(_ secret: String, isASCII: Bool, quote: Unicode.Scalar) -> String {
        var text = ""
        for unit in secret.unicodeScalars {
            switch unit {
            case "\\", quote: text += "\\" + String(unit)
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where unit.value < 0x20 || (isASCII && unit.value > 0x7E):
                for code in String(unit).utf16 { text += String(format: "\\u%04x", code) }
            default: text.unicodeScalars.append(unit)
            }
        }
        return text
    }

    private static func page(_ secret: String, apostrophe: String) -> String {
        [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", apostrophe)].reduce(secret) {
            $0.replacingOccurrences(of: $1.0, with: $1.1)
        }
    }

    private static func lowercasedEscapes(_ text: String) -> String {
        var rest = 0
        return String(
            text.map { character in
                if character == "%" {
                    rest = 2
                    return character
                }
                defer { rest = max(0, rest - 1) }
                return rest > 0 ? Character(character.lowercased()) : character
            })
    }
}
