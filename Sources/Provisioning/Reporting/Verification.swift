public import Accounts
public import FlowServ

/// The comparison of the final listing with the result of a run.
public struct Verification: Codable, Hashable, Sendable {
    /// The number of listed accounts.
    public var listed: Int
    /// The differences between listing and journal, by username; empty if there are none.
    public var differences: [Difference]

    /// An account whose state differs from what the run left.
    public struct Difference: Codable, Hashable, Sendable {
        /// The account's name.
        public var username: AccountName
        /// The difference, in words.
        public var difference: String
    }

    /// Compares a listing with the actions of a run.
    ///
    /// Only accounts that the run activated can be compared: a pending one is never listed.
    public init(of actions: [Action], listing: some Sequence<User>) {
        let listing = Listing(listing)
        self.init(listing)
        let listed = ListingIndex(listing)
        for action in actions {
            if case .active(let id) = action.state { compare(id, of: action.username, listed) }
        }
    }

    /// Creates a verification without comparisons.
    init(_ listing: Listing) {
        listed = listing.count
        differences = []
    }

    /// Compares one account that is active in the journal; they must be added by username.
    mutating func compare(_ id: UserID, of username: AccountName, _ listed: ListingIndex) {
        guard let words = listed.difference(from: id, username) else { return }
        differences.append(Difference(username: username, difference: words))
    }
}

extension ListingIndex {
    fileprivate func difference(from id: UserID, _ username: AccountName) -> String? {
        let ids = ids(of: username)
        if ids.isEmpty { return "active in the journal (\(id)), but not in the listing" }
        if ids.count > 1 { return "listed \(ids.count) times; its login no longer works" }
        return ids == [id] ? nil : "active in the journal as \(id), but listed as \(ids[0])"
    }
}
