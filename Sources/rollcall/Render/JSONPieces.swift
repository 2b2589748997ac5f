import Bytes

/// Builds JSON from pieces, with strings that are safe for a terminal.
struct JSONPieces {
    private static let size = 1 << 16

    private(set) var bytes: [UInt8] = []
    /// The last string that `addAgain` added, and its JSON.
    private var last = (text: "", json: [UInt8]())

    init() {
        bytes.reserveCapacity(Self.size + 4_096)
    }

    /// Whether the bytes should be passed on.
    var isFull: Bool { bytes.count >= Self.size }

    /// Removes the bytes that were passed on.
    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Adds text that is already JSON.
    mutating func raw(_ json: some StringProtocol) {
        bytes.append(contentsOf: json.utf8)
    }

    /// Adds a string.
    mutating func add(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.allSatisfy(Self.isPlain) {
            bytes.append(contentsOf: text.utf8)
        } else {
            for scalar in text.unicodeScalars { add(scalar) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Adds a string that is usually the same as the previous one.
    mutating func addAgain(_ text: String) {
        if last.text != text || last.json.isEmpty {
            let start = bytes.count
            add(text)
            last = (text, Array(bytes[start...]))
        } else {
            bytes.append(contentsOf: last.json)
        }
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"", "\\": raw("\\\(Character(scalar))")
        case "\u{8}": raw("\\b")
        case "\u{C}": raw("\\f")
        case "\n": raw("\\n")
        case "\r": raw("\\r")
        case "\t": raw("\\t")
        case "\0"..<" ": raw("\\u" + scalar.value.hexadecimal(digits: 4))
        default:
            if PrintableText.isHarmful(scalar) {
                raw(scalar.jsonEscape)
            } else {
                bytes.append(contentsOf: String(scalar).utf8)
            }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
