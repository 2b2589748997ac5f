internal import Bytes
internal import Foundation

/// The secrets of one request: its password, its token, the id of a password reset.
///
/// The server, or something in front of it, may quote the request in its answer; these secrets are removed from it.
package struct SentSecrets: Sendable {
    private let secrets: [String]

    /// Creates a set of secrets from their characters.
    package init(_ secrets: [String] = []) {
        self.secrets = secrets
    }

    /// For each secret its characters, and for each character all its spellings.
    private var spellings: [[[[UInt8]]]] {
        // flowServ strips passwords before it uses them.
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

    /// Returns a whole secret in hexadecimal and in Base64, also as part of a longer text.
    private static func encodings(of secret: String) -> [String] {
        let bytes = Data(secret.utf8)
        let digits = bytes.hexadecimal
        var encodings = [digits, digits.uppercased(), bytes.base64EncodedString()]
        for before in 0..<3 {
            // The first and last characters depend on the bytes around the secret.
            let whole = (Data(count: before) + bytes).base64EncodedString()
            let length = (before + bytes.count) * 8 / 6
            encodings.append(String(whole.prefix(length).dropFirst([0, 2, 3][before])))
        }
        return encodings.filter { $0.utf8.count >= 4 }
    }

    /// The minimum length of a truncated secret that is still hidden.
    private static let shortest = 8

    /// Returns a text without the secrets, in any spelling: plain, or as escaped in JSON, URLs, forms, web pages and
    /// Python, including mixtures.
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

    /// Returns a message of flowServ without the secrets.  Its beginning identifies the answer, so it is kept even if
    /// it matches a secret.
    package func hidden(inMessage message: String) -> String {
        let beginning = [ServiceError.duplicateUser, ServiceError.unknownUser, ServiceError.unknown].first {
            message.hasPrefix($0)
        }
        return (beginning ?? "") + hidden(in: String(message.dropFirst(beginning?.count ?? 0)))
    }

    /// Returns where a secret that begins at a position ends, or the part of it before a cut; nil if none begins
    /// there.
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

    /// Returns the spellings after a second encoding.
    private static func encodedAgain(_ spelling: String) -> [String] {
        [
            spelling.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""),
            spelling.replacing("%", with: "%25"),
            PercentEncoding.encode(spelling),
            spelling.replacing("&", with: "&amp;").replacing("\"", with: "&quot;"),
        ]
    }

    /// Returns all spellings of a character.
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
            // The part that remains if an encoding was lost on the way.
            let bytes = Array(text.utf8)
            spellings += ["?", "\u{FFFD}", String(repeating: "\u{FFFD}", count: bytes.count)]
            spellings.append(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
            spellings.append(bytes.map { "\\x" + $0.hexadecimal(digits: 2) }.joined())
        }
        let twice = spellings.flatMap(encodedAgain)
        return Set(spellings + twice + twice.flatMap(encodedAgain)).map { Array($0.utf8) }
    }
}
