internal import Bytes

/// Looks for the rows of a batch of names: what has to come from memory is asked for first for all of them, so that the
/// waiting is done once.
///
/// It cannot be copied, so that looking at it from within a closure costs nothing.
package struct RowSearch: ~Copyable {
    /// How many names are best taken together.
    package static let batch = 64

    private let rows: NamedRows
    private var hashes: [UInt64] = []
    /// For each name the row that it most likely is in.
    private var candidates: [Int?] = []
    /// Of no meaning; it keeps the looking from being left out.
    private var touched: UInt64 = 0

    /// Looks among the rows of these entries, those that are none included.
    package init(_ entries: RosterEntries) {
        rows = entries.rows
    }

    /// Adds a name to the batch.
    package mutating func add(_ name: Span<UInt8>) {
        hashes.append(rows.hash.exact(name))
    }

    /// Fetches what the names of the batch need.
    package mutating func prepare() {
        for hash in hashes { touched &+= rows.touchSlot(hash) }
        for hash in hashes { candidates.append(rows.candidate(hash)) }
        for row in candidates { if let row { touched &+= rows.touchRow(row) } }
        for row in candidates { if let row { touched &+= rows.touchName(row) } }
    }

    /// The first row of the name that was added so many names after the first.
    package func row(_ offset: Int, _ name: Span<UInt8>) -> Int? {
        guard let candidate = candidates[offset] else { return nil }
        return rows.isNamed(candidate, name) ? candidate : rows.row(named: name, hashes[offset])
    }

    /// Begins a new batch.
    package mutating func clear() {
        hashes.removeAll(keepingCapacity: true)
        candidates.removeAll(keepingCapacity: true)
    }
}
