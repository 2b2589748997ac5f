/// Checks UTF-8 byte by byte, across any cuts.
@frozen public struct UTF8Progress: Sendable {
    @usableFromInline var missing = 0
    @usableFromInline var allowed: ClosedRange<UInt8> = 0x80...0xBF

    /// A text that begins.
    @inlinable public init() {}

    /// Whether no character is begun.
    @inlinable public var isComplete: Bool { missing == 0 }

    /// Takes in a byte; false when it cannot be there, and then the character that was begun is given up.
    @inlinable @inline(__always)
    public mutating func take(_ byte: UInt8) -> Bool {
        if missing == 0 { return begin(byte) }
        let isAllowed = allowed.contains(byte)
        missing = isAllowed ? missing - 1 : 0
        allowed = 0x80...0xBF
        return isAllowed
    }

    /// What may follow a first byte keeps out overlong forms, surrogates, and what lies beyond U+10FFFF.
    @inlinable @inline(__always)
    mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x80: return true
        case 0xC2...0xDF: missing = 1
        case 0xE0: (missing, allowed) = (2, 0xA0...0xBF)
        case 0xED: (missing, allowed) = (2, 0x80...0x9F)
        case 0xE1...0xEF: missing = 2
        case 0xF0: (missing, allowed) = (3, 0x90...0xBF)
        case 0xF1...0xF3: missing = 3
        case 0xF4: (missing, allowed) = (3, 0x80...0x8F)
        default: return false
        }
        return true
    }
}
