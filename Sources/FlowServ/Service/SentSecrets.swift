internal import Bytes
internal import Foundation

/// The secrets of one request: its password, the token that it carries, the id of a password reset.
///
/// A server, or whatever is in front of it, may quote the request in its answer; these words are never kept or shown.
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
        let sent = Set(secrets + stripped).filter { !$0.allSatisfy(\.isWhitespace) }
        let shown = sent.union(sent.flatMap { [$0.uppercased(), $0.lowercased()] })
        var known: [Unicode.Scalar: [[UInt8]]] = [:]
        return shown.map { secret in
            secret.unicodeScalars.map { scalar in
                let spellings = known[scalar] ?? Self.spellings(of: scalar)
                known[scalar] = spellings
                return spellings
            }
        }
            + sent.flatMap(Self.encodings).map { $0.utf8.map { [[$0]] } }
    }

    /// A secret as a whole in hexadecimal digits and in Base64, also as a part of something longer.
    private static func encodings(of secret: String) -> [String] {
        let bytes = Data(secret.utf8)
        let digits = bytes.hexadecimal
        var encodings = [digits, digits.uppercased(), bytes.base64EncodedString()]
        for before in 0..<3 {
            // The first characters, and the last ones, depend on what is around the secret.
            let whole = (Data(count: before) + bytes).base64EncodedString()
            let length = (before + bytes.count) * 8 / 6
            encodings.append(String(whole.prefix(length).dropFirst([0, 2, 3][before])))
        }
        return encodings.filter { $0.utf8.count >= 4 }
    }

    /// So many characters of a secret are hidden even where the rest was cut off.
    private static let shortest = 8

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

    /// A message of flowServ without them.  How it begins is what tells its answers apart, whatever the secret.
    package func hidden(inMessage message: String) -> String {
        let beginning = [ServiceError.duplicateUser, ServiceError.unknownUser, ServiceError.unknown].first {
            message.hasPrefix($0)
        }
        return (beginning ?? "") + hidden(in: String(message.dropFirst(beginning?.count ?? 0)))
    }

    /// Where a secret, or what was not cut off of it, ends that begins at a position; nil when none begins there.
    private static func end(of secret: [[[UInt8]]], in bytes: [UInt8], from start: Int) -> Int? {
        var ends: Set<Int> = [start]
        for (index, character) in secret.enumerated() {
            let next: Set<Int> = ends.reduce(into: []) { next, end in
                for spelling in character where bytes[end...].starts(with: spelling) {
                    next.insert(end + spelling.count)
                }
            }
            if next.isEmpty { return index >= shortest ? ends.max() : nil }
            ends = next
        }
        return ends.max()
    }

    /// The same in a text that was encoded once more.
    private static func encodedAgain(_ spelling: String) -> [String] {
        [
            spelling.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""),
            spelling.replacing("%", with: "%25"),
            PercentEncoding.encode(spelling),
            spelling.replacing("&", with: "&amp;").replacing("\"", with: "&quot;"),
        ]
    }

    /// Every way to write a character.
    private static func spellings(of character: Unicode.Scalar) -> [[UInt8]] {
        let text = String(character)
        let escapes: [Unicode.Scalar: [String]] = [
            "\n": ["\\n"], "\r": ["\\r"], "\t": ["\\t"], "\u{8}": ["\\b"], "\u{C}": ["\\f"], "\\": ["\\\\"],
            "/": ["\\/"],
            " ": ["+"], "&": ["&amp;"], "<": ["&lt;"], ">": ["&gt;"], "\"": ["\\\"", "&quot;", "\"\""],
            "'": ["\\'", "&apos;", "''"],
        ]
        var spellings = [text] + escapes[character, default: []]
        for uppercase in [false, true] {
            func digits(_ number: some FixedWidthInteger, _ count: Int = 1) -> String {
                number.hexadecimal(digits: count, uppercase: uppercase)
            }
            spellings.append(text.utf8.map { "%" + digits($0, 2) }.joined())
            spellings.append(text.utf16.map { "\\u" + digits($0, 4) }.joined())
            if character.value < 256 { spellings.append("\\x" + digits(character.value, 2)) }
            spellings.append("&#x" + digits(character.value) + ";")
        }
        spellings.append("&#\(character.value);")
        if !character.isASCII {
            // What is left of it where an encoding was lost on the way.
            let bytes = Array(text.utf8)
            spellings += ["?", "\u{FFFD}", String(repeating: "\u{FFFD}", count: bytes.count)]
            spellings.append(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
            spellings.append(bytes.map { "\\x" + $0.hexadecimal(digits: 2) }.joined())
        }
        let twice = spellings.flatMap(encodedAgain)
        return Set(spellings + twice + twice.flatMap(encodedAgain)).map { Array($0.utf8) }
    }
}
