import Bytes
import Foundation

/// JSON for programs: indented, with sorted keys, so that equal values give equal text.
enum JSONOutput {
    /// Returns the value's JSON, with characters that could harm a terminal escaped like `\u202E`.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return escaped(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Returns the same in one line.
    static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return escaped(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Escapes further characters.  The encoder escapes only C0; other harmful characters occur only in strings,
    /// where `\u` means the same.
    private static func escaped(_ json: String) -> String {
        var safe = ""
        for scalar in json.unicodeScalars {
            if scalar != "\n", PrintableText.isHarmful(scalar) {
                safe += scalar.jsonEscape
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
