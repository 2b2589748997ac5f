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
        let listed = Listed(listing)
        self.listed = listing.count
        differences = actions.compactMap { action in
            guard case .active(let id) = action.state,
                let words = listed.difference(from: id, action.username)
            else { return nil }
            return Difference(username: action.username, difference: words)
        }.sorted { $0.username < $1.username }
    }
}

extension Listed {
    fileprivate func difference(from id: UserID, _ username: AccountName) -> String? {
        let ids = ids(of: username)
        if ids.isEmpty { return "active in the journal (\(id)), but not in the listing" }
        if ids.count > 1 { return "listed \(ids.count) times; its login cannot work any more" }
        return ids == [id] ? nil : "active in the journal as \(id), but listed as \(ids[0])"
    }
}
