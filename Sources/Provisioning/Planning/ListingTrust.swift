public import FlowServ

/// Whether a listing can be believed: one that lacks many accounts that the journal holds as active
/// comes from another database, or was cut off.
public struct ListingTrust: Hashable, Sendable {
    /// Accounts that the journal holds as active and the listing lacks, sorted.
    public let missing: [AccountName]
    /// How many accounts the journal holds as active.
    public let expected: Int

    /// Compares a listing with the journal's knowledge.
    public init(listing: some Sequence<User>, knowledge: [AccountName: AccountKnowledge]) {
        let active = knowledge.filter { if case .active = $0.value { true } else { false } }.keys
        expected = active.count
        if active.isEmpty {
            missing = []
        } else {
            let listed = Listed(listing)
            missing = active.filter { listed.id(of: $0) == nil }.sorted()
        }
    }

    /// What was found when the accounts were compared one by one.
    init(missing: [AccountName], expected: Int) {
        self.missing = missing
        self.expected = expected
    }

    /// How many may be missing before the listing is not believed: 2 %, but at least 5.
    public var tolerance: Int { max(5, expected / 50) }

    /// Whether to go on.
    public var isBelievable: Bool { missing.count <= tolerance }
}
