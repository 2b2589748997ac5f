internal import Bytes

/// A search for the rows of a batch of names, which prefetches the memory for all names so that the waits overlap.
///
/// It is noncopyable, so that use within a closure costs nothing.
package struct RowSearch: ~Copyable {
    /// The best number of names per batch.
    package static let batch = 64

    private let rows: NamedRows
    private var hashes: [UInt64] = []
    /// For each name, the row that most likely has it.
    private var candidates: [Int?] = []
    /// Unused value that prevents the compiler from removing the prefetching.
    private var touched: UInt64 = 0

    /// Creates a search in the rows of these entries, including rows that are not entries.
    package init(_ entries: RosterEntries) {
        rows = entries.rows
    }

    /// Adds a name to the batch.
    package mutating func add(_ name: Span<UInt8>) {
        hashes.append(rows.hash.exact(name))
    }

    /// Prefetches the memory for the names in the batch.
    package mutating func prepare() {
        for hash in hashes { touched &+= rows.touchSlot(hash) }
        for hash in hashes { candidates.append(rows.candidate(hash)) }
        for row in candidates { if let row { touched &+= rows.touchRow(row) } }
        for row in candidates { if let row { touched &+= rows.touchName(row) } }
    }

    /// Returns the first row of the name at an offset in the batch.
    package func row(_ offset: Int, _ name: Span<UInt8>) -> Int? {
        guard let candidate = candidates[offset] else { return nil }
        return rows.isNamed(candidate, name) ? candidate : rows.row(named: name, hashes[offset])
    }

    /// Starts a new batch.
    package mutating func clear() {
        hashes.removeAll(keepingCapacity: true)
        candidates.removeAll(keepingCapacity: true)
    }
}
