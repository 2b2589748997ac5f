import Bytes
import Foundation

/// JSON for programs: pretty, with sorted keys, so that equal values give equal text.
enum JSONOutput {
    /// The value's JSON, in which whatever could harm a terminal is written as `\u202E`.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return escaped(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// The same in one line.
    static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return escaped(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// The encoder escapes C0 only.  What else is harmful can stand in strings alone, where `\u` means the same.
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
