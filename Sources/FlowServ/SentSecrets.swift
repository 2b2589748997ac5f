internal import Foundation

/// The secrets of one request: its password, the token that it carries, the id of a password reset.
///
/// A server, or whatever stands in front of it, may quote the request in its answer; these words are never kept or shown.
package struct SentSecrets: Sendable {
    private let secrets: [String]

    /// The secrets with these characters.
    package init(_ secrets: [String] = []) {
        self.secrets = secrets
    }

    /// Of each secret its characters, and of each character every spelling.
    private var spellings: [[[[UInt8]]]] {
        // flowServ strips passwords before it looks at them.
        let stripped = secrets.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        let shown = Set(secrets + stripped).filter { !$0.allSatisfy(\.isWhitespace) }
        let encoded = shown.map { Data($0.utf8).base64EncodedString() }
        return (shown + encoded).map { $0.unicodeScalars.map(Self.spellings) }
    }

    /// A text without them, however they are spelled in it: as they are, or as JSON, URLs, forms, web pages and Python
    /// write them, also in a mixture.
    package func hidden(in text: String) -> String {
        let spellings = spellings
        guard !spellings.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var shown: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if let end = spellings.compactMap({ Self.end(of: $0, in: bytes, from: position) }).max() {
                shown += Array("[redacted]".utf8)
                position = end
            } else {
                shown.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: shown, as: UTF8.self)
    }

    /// A message of flowServ without them.  How it begins is what tells its refusals apart, whatever the secret.
    package func hidden(inMessage message: String) -> String {
        let beginning = [ServiceError.duplicateUser, ServiceError.unknownUser, ServiceError.unknown].first {
            message.hasPrefix($0)
        }
        return (beginning ?? "") + hidden(in: String(message.dropFirst(beginning?.count ?? 0)))
    }

    /// Where a secret ends that begins at a position, nil when none begins there.
    private static func end(of secret: [[[UInt8]]], in bytes: [UInt8], from start: Int) -> Int? {
        var ends: Set<Int> = [start]
        for character in secret {
            ends = ends.reduce(into: []) { next, end in
                for spelling in character where bytes[end...].starts(with: spelling) {
                    next.insert(end + spelling.count)
                }
            }
            if ends.isEmpty { return nil }
        }
        return ends.max()
    }

    /// Every way to write a character.
    private static func spellings(of character: Unicode.Scalar) -> [[UInt8]] {
        let text = String(character)
        let escapes: [Unicode.Scalar: [String]] = [
            "\n": ["\\n"], "\r": ["\\r"], "\t": ["\\t"], "\u{8}": ["\\b"], "\u{C}": ["\\f"], "\\": ["\\\\"],
            "/": ["\\/"],
            " ": ["+"], "&": ["&amp;"], "<": ["&lt;"], ">": ["&gt;"], "\"": ["\\\"", "&quot;"],
            "'": ["\\'", "&apos;"],
        ]
        var spellings = [text] + escapes[character, default: []]
        for form in ["%02x", "%02X"] {
            spellings.append(text.utf8.map { "%" + String(format: form, $0) }.joined())
            if character.value < 256 { spellings.append("\\x" + String(format: form, character.value)) }
        }
        for form in ["\\u%04x", "\\u%04X"] { spellings.append(text.utf16.map { String(format: form, $0) }.joined()) }
        for form in ["&#%d;", "&#x%x;", "&#x%X;"] { spellings.append(String(format: form, character.value)) }
        if !character.isASCII {
            // What is left of it where an encoding was lost on the way.
            let bytes = Array(text.utf8)
            spellings += ["?", "\u{FFFD}", String(repeating: "\u{FFFD}", count: bytes.count)]
            spellings.append(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
            spellings.append(bytes.map { String(format: "\\x%02x", $0) }.joined())
        }
        return Set(spellings).map { Array($0.utf8) }
    }
}
