public import Accounts
internal import Bytes
public import FlowServ
public import Roster

/// Which rows of a roster are listed, and which listed accounts have a row, by the bytes of the names.
public struct RosterJoin: Sendable {
    /// For each row that is the first of its name, whether it is listed.
    private var listedRows: [Bool]
    /// For each account of the listing, whether an entry of the roster has its name.
    private var namedAccounts: [Bool]

    /// Finds every listed name in the roster.
    ///
    /// - Parameters:
    ///   - entries: The valid rows.
    ///   - listing: The server's listing.
    public init(_ entries: RosterEntries, _ listing: Listing) {
        listedRows = Array(repeating: false, count: entries.rowCount)
        namedAccounts = Array(repeating: false, count: listing.count)
        var isEntry = Array(repeating: false, count: entries.rowCount)
        for position in entries.indices { isEntry[entries.nameRow(at: position)] = true }
        var account = 0
        for stretch in ParallelChunks.map(listing.count, { Self.rows(of: $0, of: listing, in: entries) }) {
            for row in stretch {
                if row != Self.nowhere {
                    listedRows[Int(row)] = true
                    namedAccounts[account] = isEntry[Int(row)]
                }
                account += 1
            }
        }
    }

    /// The value for an account without a row.
    private static let nowhere = UInt32.max

    /// Returns the first row of the name of each account in a range of a listing.
    private static func rows(of accounts: Range<Int>, of listing: Listing, in entries: RosterEntries) -> [UInt32] {
        var rows = [UInt32](repeating: nowhere, count: accounts.count)
        var search = RowSearch(entries)
        for start in stride(from: accounts.lowerBound, to: accounts.upperBound, by: RowSearch.batch) {
            let batch = start..<min(start + RowSearch.batch, accounts.upperBound)
            for account in batch { listing.withName(at: account) { search.add($0) } }
            search.prepare()
            for account in batch {
                listing.withName(at: account) { name in
                    if let row = search.row(account - start, name) {
                        rows[account - accounts.lowerBound] = UInt32(row)
                    }
                }
            }
            search.clear()
        }
        return rows
    }

    /// Returns the number of listed entries.
    public func listedCount(of entries: RosterEntries) -> Int {
        entries.indices.count { listedRows[entries.nameRow(at: $0)] }
    }

    /// Returns whether the server lists the name of a row.
    func isListed(row: Int) -> Bool { listedRows[row] }

    /// Returns whether an entry has the name of a listed account.
    func isNamed(account: Int) -> Bool { namedAccounts[account] }
}

extension RosterEntries {
    /// Returns whether an entry has this name.
    public func hasRow(of username: AccountName) -> Bool {
        username.withBytes { position(named: $0) } != nil
    }
}
