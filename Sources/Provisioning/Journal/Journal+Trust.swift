internal import Accounts
public import FlowServ
internal import GRDB

extension Journal {
    /// Compares a listing with the accounts that are active in the journal.
    public func trust(in listing: Listing) throws(JournalError) -> ListingTrust {
        let isWorthwhile: Bool? = try read { database in
            try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE status = 0)")
        }
        return isWorthwhile == true ? try trust(in: ListingIndex(listing)) : ListingTrust(missing: [], expected: 0)
    }

    /// Compares a listing with the accounts that are active in the journal, without loading them all into memory.
    public func trust(in listed: ListingIndex) throws(JournalError) -> ListingTrust {
        try read { database in
            var missing: [AccountName] = []
            var expected = 0
            try JournalStatement("SELECT username FROM account WHERE status = 0 ORDER BY username", database)
                .forEachRow { row in
                    expected += 1
                    if row.withBytes(0, { listed.place(of: $0) }) == nil { missing.append(row.name(0)) }
                }
            return ListingTrust(missing: missing, expected: expected)
        }
    }
}
