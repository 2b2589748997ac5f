internal import ByteStore
public import FlowServ
public import Roster

/// Which rows of a roster are listed, and which listed accounts a row names, by the bytes of the names.
public struct RosterJoin: Sendable {
    /// For each row that a name stands in first, whether it is listed.
    private var listedRows: [Bool]
    /// For each account of the listing, whether an entry of the roster has its name.
    private var namedAccounts: [Bool]

    /// Looks every listed name up among the roster's.
    ///
    /// - Parameters:
    ///   - entries: The valid rows.
    ///   - listing: What the server lists.
    public init(_ entries: RosterEntries, _ listing: Listing) {
        listedRows = Array(repeating: false, count: entries.rowCount)
        namedAccounts = Array(repeating: false, count: listing.count)
        var isEntry = Array(repeating: false, count: entries.rowCount)
        for position in entries.indices { isEntry[entries.nameRow(at: position)] = true }
        var search = RowSearch(entries)
        for start in stride(from: 0, to: listing.count, by: RowSearch.batch) {
            let accounts = start..<min(start + RowSearch.batch, listing.count)
            for account in accounts { listing.withName(at: account) { search.add($0) } }
            search.prepare()
            for account in accounts {
                listing.withName(at: account) { name in
                    guard let row = search.row(account - start, name) else { return }
                    listedRows[row] = true
                    namedAccounts[account] = isEntry[row]
                }
            }
            search.clear()
        }
    }

    /// Whether the server lists the name of a row.
    func isListed(row: Int) -> Bool { listedRows[row] }

    /// Whether an entry has the name of a listed account.
    func isNamed(account: Int) -> Bool { namedAccounts[account] }
}
