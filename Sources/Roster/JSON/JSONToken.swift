internal import Bytes

/// A piece of a JSON document.
enum JSONToken: Hashable {
    /// One of `{}[]:,`.
    case mark(UInt8)
    case string(String)
    /// A number, true, false or null: nothing that a listing's reader looks at.
    case literal
}

/// Cuts a JSON text into tokens, byte by byte.
struct JSONTokenizer {
    /// The largest string that is read, in bytes.
    static let longestString = 1 << 20

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private enum State {
        case between, string, escape, unicode, literal
    }

    private(set) var position = TextPosition()
    /// Where the token at hand begins.
    private(set) var tokenPosition = TextPosition()
    private var state = State.between
    private var bytes: [UInt8] = []
    private var digits: [UInt8] = []
    private var highSurrogate: UInt32?

    /// Takes in one byte; returns false when no JSON has it there.
    mutating func consume(_ byte: UInt8, yield: (JSONToken) -> Void) -> Bool {
        defer { advance(over: byte) }
        switch state {
        case .between: return begin(with: byte, yield)
        case .literal:
            if Self.isLiteral(byte) { return append(byte) }
            return endLiteral(yield) && begin(with: byte, yield)
        case .string: return takeInString(byte, yield)
        case .escape: return takeEscaped(byte)
        case .unicode: return takeDigit(byte)
        }
    }

    /// Takes in the end of the text; returns false when a token is cut off.
    mutating func finish(yield: (JSONToken) -> Void) -> Bool {
        state == .literal ? endLiteral(yield) : state == .between
    }

    private mutating func begin(with byte: UInt8, _ yield: (JSONToken) -> Void) -> Bool {
        tokenPosition = position
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: return true
        case UInt8(ascii: "\""): state = .string
        case let byte where "{}[]:,".utf8.contains(byte): yield(.mark(byte))
        default:
            state = .literal
            return Self.isLiteral(byte) && append(byte)
        }
        return true
    }

    private mutating func takeInString(_ byte: UInt8, _ yield: (JSONToken) -> Void) -> Bool {
        if byte == UInt8(ascii: "\\") {
            state = .escape
            return true
        }
        if highSurrogate != nil || byte < 0x20 { return false }
        guard byte == UInt8(ascii: "\"") else { return append(byte) }
        yield(.string(String(decoding: bytes, as: UTF8.self)))
        return end()
    }

    private mutating func takeEscaped(_ byte: UInt8) -> Bool {
        state = byte == UInt8(ascii: "u") ? .unicode : .string
        if state == .unicode { return true }
        guard highSurrogate == nil, let meant = Self.escapes[byte] else { return false }
        return append(meant)
    }

    private mutating func takeDigit(_ byte: UInt8) -> Bool {
        digits.append(byte)
        if digits.count < 4 { return true }
        let text = String(decoding: digits, as: UTF8.self)
        digits = []
        state = .string
        guard text.allSatisfy(\.isHexDigit), let unit = UInt32(text, radix: 16) else { return false }
        if let high = highSurrogate {
            highSurrogate = nil
            return (0xDC00...0xDFFF).contains(unit) && append(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00))
        }
        if (0xD800...0xDBFF).contains(unit) {
            highSurrogate = unit
            return true
        }
        return append(unit)
    }

    private mutating func append(_ value: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        bytes.append(contentsOf: String(Character(scalar)).utf8)
        return bytes.count <= Self.longestString
    }

    private mutating func append(_ byte: UInt8) -> Bool {
        bytes.append(byte)
        return bytes.count <= Self.longestString
    }

    private mutating func endLiteral(_ yield: (JSONToken) -> Void) -> Bool {
        let isKnown =
            JSONNumber.isNumber(bytes)
            || ["true", "false", "null"].contains(String(decoding: bytes, as: UTF8.self))
        yield(.literal)
        return end() && isKnown
    }

    private mutating func end() -> Bool {
        state = .between
        bytes.removeAll(keepingCapacity: true)
        return true
    }

    private static func isLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private mutating func advance(over byte: UInt8) {
        if byte == UInt8(ascii: "\n") {
            position = TextPosition(line: position.line + 1, column: 1)
        } else if byte & 0xC0 != 0x80 {
            position.column += 1
        }
    }
}
