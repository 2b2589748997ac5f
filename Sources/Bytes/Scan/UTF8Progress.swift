/// A UTF-8 check that takes one byte at a time.
@frozen public struct UTF8Progress: Sendable {
    @usableFromInline var missing = 0
    @usableFromInline var allowed: ClosedRange<UInt8> = 0x80...0xBF

    /// Creates a check at the start of a text.
    @inlinable public init() {}

    /// Whether the last character is complete.
    @inlinable public var isComplete: Bool { missing == 0 }

    /// Checks the next byte; returns false if it is invalid, and then drops the incomplete character.
    @inlinable @inline(__always)
    public mutating func consume(_ byte: UInt8) -> Bool {
        if missing == 0 { return start(byte) }
        let isAllowed = allowed.contains(byte)
        missing = isAllowed ? missing - 1 : 0
        allowed = 0x80...0xBF
        return isAllowed
    }

    /// The allowed range of the second byte, which excludes overlong forms, surrogates and everything beyond
    /// U+10FFFF.
    @inlinable @inline(__always)
    mutating func start(_ byte: UInt8) -> Bool {
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
