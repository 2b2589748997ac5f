internal import ByteStore
internal import FlowServ

/// Sorts a listing by the bytes of its names, eight bytes at a time.
struct NameSorting {
    /// A name's next eight bytes and whose they are.
    private struct Key {
        var bytes: UInt64
        var account: UInt32
    }

    /// So few are sorted by comparing whole names.
    private static let few = 32
    /// Names that are alike up to here are compared whole too.
    private static let farthest = 1_024

    private let listing: Listing
    private var keys: [Key] = []

    init(_ listing: Listing) {
        self.listing = listing
    }

    /// The accounts' places in the order of their names.
    mutating func order() -> [UInt32] {
        let places = (0..<UInt32(listing.count))
        if isSorted { return Array(places) }
        keys = places.map { Key(bytes: 0, account: $0) }
        sort(0..<keys.count, from: 0)
        return keys.map(\.account)
    }

    private var isSorted: Bool {
        listing.indices.dropFirst().allSatisfy { !listing.precedes(UInt32($0), UInt32($0 - 1)) }
    }

    /// Sorts names that are alike before an offset.
    private mutating func sort(_ range: Range<Int>, from offset: Int) {
        guard range.count >= Self.few, offset < Self.farthest, takeKeys(range, at: offset) else {
            let listing = listing
            keys[range].sort { listing.precedes($0.account, $1.account) }
            return
        }
        keys[range].sort { $0.bytes < $1.bytes }
        var start = range.lowerBound
        for index in range where index + 1 == range.upperBound || keys[index + 1].bytes != keys[index].bytes {
            if index > start { sort(start..<index + 1, from: offset + 8) }
            start = index + 1
        }
    }

    /// Takes the eight bytes at an offset; false when none of the names is so long.
    private mutating func takeKeys(_ range: Range<Int>, at offset: Int) -> Bool {
        var hasMore = false
        for index in range {
            listing.readName(at: Int(keys[index].account)) { name in
                keys[index].bytes = name.key(at: offset)
                hasMore = hasMore || name.count > offset
            }
        }
        return hasMore
    }
}

extension Listing {
    /// By the name, then by the id, then as the server has them.
    fileprivate func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
        readName(at: Int(left)) { first in
            readName(at: Int(right)) { second in
                if first.precedes(second) { return true }
                return first.hasSameBytes(as: second) && precedesByID(left, right)
            }
        }
    }

    private func precedesByID(_ left: UInt32, _ right: UInt32) -> Bool {
        readID(at: Int(left)) { first in
            readID(at: Int(right)) { second in
                first.hasSameBytes(as: second) ? left < right : first.precedes(second)
            }
        }
    }
}
