/// An index from the hash of bytes to numbers: open addressing, eight bytes a slot, at most three quarters full.
///
/// The caller keeps the bytes.  A slot stores half of the hash as a tag, so that unequal bytes are rarely compared.
public struct ByteIndex: Sendable {
    /// The slots: the tag in the high half, the number plus one in the low half; 0 is free.
    @usableFromInline var slots: [UInt64]
    /// The number of entries.
    @usableFromInline var count = 0

    /// Creates an empty index.
    ///
    /// - Parameter capacity: How many numbers it can hold without growing.
    public init(capacity: Int = 0) {
        slots = [UInt64](repeating: 0, count: Self.size(for: capacity))
    }

    /// Reserves space for this many numbers.
    public mutating func reserve(_ capacity: Int) {
        let size = Self.size(for: capacity)
        if size > slots.count { resize(to: size) }
    }

    private static func size(for capacity: Int) -> Int {
        var size = 64
        while size * 3 / 4 < capacity { size *= 2 }
        return size
    }

    /// Returns the number that has this hash and passes the test.
    @inlinable public func find(_ hash: UInt64, where isSame: (Int) -> Bool) -> Int? {
        let tag = hash >> 32
        let mask = UInt64(slots.count - 1)
        var index = tag & mask
        while true {
            let slot = slots[Int(index)]
            if slot == 0 { return nil }
            if slot >> 32 == tag {
                let number = Int(slot & 0xFFFF_FFFF) - 1
                if isSame(number) { return number }
            }
            index = (index + 1) & mask
        }
    }

    /// Reads the slot where the search for a hash begins, to bring it into the cache.
    @inlinable public func touch(_ hash: UInt64) -> UInt64 {
        slots[Int((hash >> 32) & UInt64(slots.count - 1))]
    }

    /// Adds a number that the index does not contain yet.
    @inlinable public mutating func add(_ number: Int, _ hash: UInt64) {
        if (count + 1) * 4 > slots.count * 3 { resize(to: slots.count * 2) }
        count += 1
        put(hash & ~0xFFFF_FFFF | (UInt64(UInt32(number)) + 1))
    }

    @usableFromInline mutating func put(_ slot: UInt64) {
        let mask = UInt64(slots.count - 1)
        var index = (slot >> 32) & mask
        while slots[Int(index)] != 0 { index = (index + 1) & mask }
        slots[Int(index)] = slot
    }

    @usableFromInline mutating func resize(to size: Int) {
        let old = slots
        slots = [UInt64](repeating: 0, count: size)
        for slot in old where slot != 0 { put(slot) }
    }
}
