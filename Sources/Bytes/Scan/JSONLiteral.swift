/// A number, true, false or null in a JSON text that arrives in chunks.
struct JSONLiteral {
    /// The maximum length in bytes.
    private static let longest = 1 << 20

    private var bytes: [UInt8] = []

    /// Whether a literal has begun.
    var isBegun: Bool { !bytes.isEmpty }

    /// Accepts a byte if it can be part of a literal.
    mutating func consume(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "E"):
            guard bytes.count < Self.longest else { return false }
            bytes.append(byte)
            return true
        default:
            return false
        }
    }

    /// Ends the current literal; returns false if it is not valid JSON.
    mutating func end() -> Bool {
        defer { bytes.removeAll(keepingCapacity: true) }
        switch bytes.first {
        case UInt8(ascii: "t"): return bytes.elementsEqual("true".utf8)
        case UInt8(ascii: "f"): return bytes.elementsEqual("false".utf8)
        case UInt8(ascii: "n"): return bytes.elementsEqual("null".utf8)
        default: return isNumber
        }
    }

    /// Whether the bytes are a number: optional minus, integer without leading zeros, optional fraction, optional
    /// exponent.
    private var isNumber: Bool {
        var rest = bytes[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let whole = Self.dropDigits(&rest)
        if whole == 0 || startsWithZero && whole > 1 { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            if Self.dropDigits(&rest) == 0 { return false }
        }
        guard let mark = rest.first else { return true }
        guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
        rest.removeFirst()
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        return Self.dropDigits(&rest) > 0 && rest.isEmpty
    }

    private static func dropDigits(_ bytes: inout ArraySlice<UInt8>) -> Int {
        let digits = bytes.prefix { (0x30...0x39).contains($0) }.count
        bytes.removeFirst(digits)
        return digits
    }
}
