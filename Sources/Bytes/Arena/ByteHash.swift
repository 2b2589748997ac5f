/// A hash function for short byte strings that takes a few nanoseconds each.
///
/// Each process draws new seeds, so that an attacker cannot prepare a roster or listing full of collisions.  Eight
/// bytes at a time go through a full-width multiplication whose halves are folded together.
public struct ByteHash: Sendable {
    @usableFromInline let seed: UInt64
    @usableFromInline let factor: UInt64

    /// Creates a hash with random seeds.
    public init() {
        var random = SystemRandomNumberGenerator()
        self.init(seed: random.next(), factor: random.next())
    }

    /// Creates a hash with fixed seeds, for tests.
    public init(seed: UInt64, factor: UInt64) {
        self.seed = seed
        self.factor = factor | 1
    }

    /// Returns the hash of the exact bytes.
    @inlinable public func exact(_ bytes: Span<UInt8>) -> UInt64 {
        bytes.withUnsafeBytes { hash($0) { $0 } }
    }

    /// Returns the hash of the bytes with A to Z folded to lower case, or nil if some are not ASCII: their case
    /// cannot be folded byte by byte.
    @inlinable public func foldingCase(_ bytes: Span<UInt8>) -> UInt64? {
        bytes.withUnsafeBytes { bytes in
            var seen: UInt64 = 0
            let value = hash(bytes) { word in
                seen |= word
                return ByteWord(bits: word).lowercased.bits
            }
            return ByteWord(bits: seen).foreign == 0 ? value : nil
        }
    }

    @inlinable @inline(__always)
    func hash(_ bytes: UnsafeRawBufferPointer, _ prepare: (UInt64) -> UInt64) -> UInt64 {
        // Spread the length over all bits, so that it cannot cancel out a byte.
        var state = seed ^ UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
        var index = 0
        while index + 8 <= bytes.count {
            state = mix(state ^ prepare(ByteWord(bytes, at: index).bits), factor)
            index += 8
        }
        var rest: UInt64 = 0
        if bytes.count >= 8 {
            // Reading some bytes twice is harmless, and one load is cheaper than up to seven.
            rest = ByteWord(bytes, at: bytes.count - 8).bits
        } else {
            var left = bytes.count
            while left > 0 {
                left -= 1
                rest = rest << 8 | UInt64(bytes[left])
            }
        }
        return mix(mix(state ^ prepare(rest), factor), seed | 1)
    }

    @inlinable @inline(__always)
    func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
