public import FlowServ
internal import GRDB

extension Journal {
    /// Compares a listing with the accounts that the journal holds as active, without holding them all in memory.
    public func trust(in listing: some Sequence<User>) throws(JournalError) -> ListingTrust {
        try read { database in
            let listed = Listed(listing)
            var missing: [AccountName] = []
            var expected = 0
            let active = try Row.fetchCursor(
                database, sql: "SELECT username FROM account WHERE status = 0 ORDER BY username")
            while let row = try active.next() {
                expected += 1
                let name = AccountName(row[0])
                if listed.id(of: name) == nil { missing.append(name) }
            }
            return ListingTrust(missing: missing, expected: expected)
        }
    }
}
