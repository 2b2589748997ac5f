public import Accounts
public import FlowServ

/// What a listing read at the end says about what was done.
public struct Verification: Codable, Hashable, Sendable {
    /// How many accounts the server listed.
    public var listed: Int
    /// Where the listing and the journal do not agree, by username; empty when all is as reported.
    public var differences: [Difference]

    /// One account that is not as the run left it.
    public struct Difference: Codable, Hashable, Sendable {
        /// Whose.
        public var username: AccountName
        /// What is different, in words.
        public var difference: String
    }

    /// Compares a listing with the actions of a run.
    ///
    /// Only accounts that the run made active can be compared: a pending one is never listed.
    public init(of actions: [Action], listing: some Sequence<User>) {
        let listing = Listing(listing)
        self.init(listing)
        let listed = ListingIndex(listing)
        for action in actions {
            if case .active(let id) = action.state { compare(id, of: action.username, listed) }
        }
    }

    /// A listing that nothing was compared with yet.
    init(_ listing: Listing) {
        listed = listing.count
        differences = []
    }

    /// Compares one account that is active in the journal; they come by username.
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
