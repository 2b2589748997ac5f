internal import Bytes

/// A fast parser for JSON objects whose members are all strings, as in most of flowServ's answers.
///
/// Foundation's parser takes ten times as long for such an object.  It handles everything else.
enum PlainObject {
    /// Returns the members, or nil if the bytes are not exactly one plain object, valid or not.
    static func members(of bytes: [UInt8]) -> [String: String]? {
        var scanner = JSONScanner(deepest: 1)
        var index = 0
        var members: [String: String] = [:]
        var name = ""
        while true {
            switch scanner.next(in: bytes.span, at: &index, keys: true, strings: true) {
            case .beginObject, .endObject: break
            case .key:
                name = text(scanner, bytes.span)
                if members[name] != nil { return nil }
            case .string:
                members[name] = text(scanner, bytes.span)
            case .cut: return scanner.finish() && !name.isEmpty ? members : nil
            case .beginArray, .endArray, .literal, .broken: return nil
            }
        }
    }

    private static func text(_ scanner: borrowing JSONScanner, _ bytes: Span<UInt8>) -> String {
        var text: [UInt8] = []
        scanner.string.append(to: &text, bytes)
        return String(decoding: text, as: UTF8.self)
    }
}
