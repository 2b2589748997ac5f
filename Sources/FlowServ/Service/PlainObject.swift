/// JSON objects whose members are all strings without escapes: what flowServ answers to nearly every call.
///
/// A general parser takes ten times as long for one.  Whatever is not as plain as that is left to it.
enum PlainObject {
    /// The members, or nil when the bytes are anything else than one plain object, valid or not.
    static func members(of bytes: [UInt8]) -> [String: String]? {
        bytes.withUnsafeBufferPointer { buffer in
            var scan = Scan(bytes: buffer)
            return scan.object()
        }
    }

    private struct Scan {
        let bytes: UnsafeBufferPointer<UInt8>
        var position = 0

        mutating func object() -> [String: String]? {
            guard take("{") else { return nil }
            var members: [String: String] = [:]
            repeat {
                guard let name = text(), take(":"), let value = text(), members[name] == nil else { return nil }
                members[name] = value
            } while take(",")
            guard take("}") else { return nil }
            skipSpace()
            return position == bytes.count ? members : nil
        }

        private mutating func text() -> String? {
            guard take("\"") else { return nil }
            let start = position
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "\""):
                    defer { position += 1 }
                    return String(validating: bytes[start..<position], as: UTF8.self)
                case UInt8(ascii: "\\"), 0..<0x20: return nil
                default: position += 1
                }
            }
            return nil
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        private mutating func skipSpace() {
            while position < bytes.count {
                switch bytes[position] {
                case 0x20, 0x09, 0x0A, 0x0D: position += 1
                default: return
                }
            }
        }
    }
}
