internal import Bytes

/// Sorts a listing by the bytes of its names, eight bytes at a time.
struct NameOrder {
    /// The next eight bytes of a name, and its account.
    private struct Key {
        var bytes: UInt64
        var account: UInt32
    }

    /// The maximum number of names that are sorted by comparing whole names.
    private static let few = 16
    /// The minimum number of names that are distributed into buckets byte by byte instead of compared.
    private static let many = 2_048
    /// The offset from which names are compared whole, even if many are still equal.
    private static let farthest = 1_024

    private let listing: Listing
    private var keys: [Key] = []
    /// The positions of accounts that have the same name as the account sorted before them.
    private(set) var repeated: [UInt32] = []

    init(_ listing: Listing) {
        self.listing = listing
    }

    /// Returns the accounts' positions in the order of their names.
    mutating func order() -> [UInt32] {
        let places = (0..<UInt32(listing.count))
        if isSorted {
            repeated = places.dropFirst().filter { listing.isSameName(Int($0) - 1, Int($0)) }
            return Array(places)
        }
        keys = places.map { Key(bytes: 0, account: $0) }
        sort(0..<keys.count, from: 0)
        return keys.map(\.account)
    }

    private var isSorted: Bool {
        listing.indices.dropFirst().allSatisfy { !listing.precedes(UInt32($0), UInt32($0 - 1)) }
    }

    /// Sorts names that are equal before an offset.
    private mutating func sort(_ range: Range<Int>, from offset: Int) {
        guard range.count >= Self.few, offset < Self.farthest, loadKeys(range, at: offset) else {
            sortWhole(range)
            return
        }
        sortKeys(range)
        var start = range.lowerBound
        for index in range where index + 1 == range.upperBound || keys[index + 1].bytes != keys[index].bytes {
            if index > start { sort(start..<index + 1, from: offset + 8) }
            start = index + 1
        }
    }

    /// Sorts by comparing whole names, and collects repeated names.  Equal names are equal at every offset, so all of
    /// them meet here.
    private mutating func sortWhole(_ range: Range<Int>) {
        let listing = listing
        keys[range].sort { listing.precedes($0.account, $1.account) }
        for index in range.dropFirst() {
            let (previous, next) = (keys[index - 1].account, keys[index].account)
            if listing.isSameName(Int(previous), Int(next)) { repeated.append(next) }
        }
    }

    /// Loads the eight bytes at an offset; returns false if no name is that long.
    private mutating func loadKeys(_ range: Range<Int>, at offset: Int) -> Bool {
        var hasMore = false
        for index in range {
            let account = Int(keys[index].account)
            let (bytes, isLonger) = listing.readName(at: account) { ($0.key(at: offset), $0.count > offset) }
            keys[index].bytes = bytes
            hasMore = hasMore || isLonger
        }
        return hasMore
    }

    private mutating func sortKeys(_ range: Range<Int>) {
        guard range.count >= Self.many else {
            keys[range].sort { $0.bytes < $1.bytes }
            return
        }
        let first = keys[range.lowerBound].bytes
        let differing = keys[range].reduce(0) { $0 | ($1.bytes ^ first) }
        var source = Array(keys[range])
        var target = source
        for shift in stride(from: UInt64(0), to: 64, by: 8) where (differing >> shift) & 0xFF != 0 {
            Self.distribute(source, by: shift, into: &target)
            swap(&source, &target)
        }
        keys.replaceSubrange(range, with: source)
    }

    /// Distributes keys by one of their bytes and keeps the order of equal keys.
    private static func distribute(_ source: [Key], by shift: UInt64, into target: inout [Key]) {
        var starts = [Int](repeating: 0, count: 257)
        for key in source { starts[Int((key.bytes >> shift) & 0xFF) + 1] += 1 }
        for value in 0..<256 { starts[value + 1] += starts[value] }
        for key in source {
            let value = Int((key.bytes >> shift) & 0xFF)
            target[starts[value]] = key
            starts[value] += 1
        }
    }
}

extension Listing {
    /// Orders by name, then by id, then by position in the listing.
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
