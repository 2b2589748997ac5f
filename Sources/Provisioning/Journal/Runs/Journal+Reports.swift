internal import Accounts
internal import FlowServ
internal import GRDB

extension Journal {
    /// Returns the current report of a run.
    ///
    /// - Parameters:
    ///   - run: The number of the run.
    ///   - server: The server's base URL; nil takes it from the journal.
    ///   - naming: Which accounts the report names.
    public func report(
        of run: Int64, server: String? = nil, naming: RunReport.NamedAccounts = .everyAccount
    ) throws(JournalError) -> RunReport {
        let named: [Action] =
            switch naming {
            case .everyAccount: try actions(of: run)
            case .failures: try unsuccessfulActions(of: run)
            case .nobody: []
            }
        let address = if let server { server } else { try self.server() ?? "?" }
        return RunReport(run: try self.run(run), server: address, summary: try summary(of: run), naming: named)
    }

    /// Returns whether a run has activated an account.
    public func hasActive(_ run: Int64) throws(JournalError) -> Bool {
        try read { database in
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM action WHERE \(Self.inRun) AND state = 5)",
                arguments: [run]
            ) ?? false
        }
    }

    /// Compares the accounts that a run has activated with a listing, one by one.
    func verification(of run: Int64, by listing: Listing) throws(JournalError) -> Verification {
        try read { database in
            var verification = Verification(listing)
            let listed = ListingIndex(listing)
            let active = try Row.fetchCursor(
                database,
                sql: "SELECT username, user_id FROM action WHERE \(Self.inRun) AND state = 5 ORDER BY action.id",
                arguments: [run])
            while let row = try active.next() {
                guard let id = UserIDColumn.id(row[1]) else { continue }
                verification.compare(id, of: AccountName(row[0]), listed)
            }
            return verification
        }
    }
}
