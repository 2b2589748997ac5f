#if canImport(Glibc)
    public import Glibc
#elseif canImport(Musl)
    public import Musl
#else
    public import Darwin
#endif

extension Span where Element == UInt8 {
    /// Returns whether both have the same bytes.
    @inlinable public func hasSameBytes(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        return withUnsafeBytes { mine in
            other.withUnsafeBytes { theirs in
                guard let first = mine.baseAddress, let second = theirs.baseAddress else { return true }
                return memcmp(first, second, mine.count) == 0
            }
        }
    }

    /// Returns whether these bytes sort before others; a prefix sorts first.
    @inlinable public func precedes(_ other: Span<UInt8>) -> Bool {
        let shorter = Swift.min(count, other.count)
        let order = withUnsafeBytes { mine in
            other.withUnsafeBytes { theirs -> Int32 in
                guard let first = mine.baseAddress, let second = theirs.baseAddress else { return 0 }
                return memcmp(first, second, shorter)
            }
        }
        return order == 0 ? count < other.count : order < 0
    }

    /// The bytes as text; they must be UTF-8.
    @inlinable public var text: String {
        withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// Returns eight bytes from an offset as one number, the first byte highest; missing bytes count as zero.
    @inlinable public func key(at offset: Int) -> UInt64 {
        withUnsafeBytes { bytes in
            if offset + 8 <= bytes.count {
                return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
            var key: UInt64 = 0
            for index in offset..<offset + 8 {
                key = key << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
            }
            return key
        }
    }
}
