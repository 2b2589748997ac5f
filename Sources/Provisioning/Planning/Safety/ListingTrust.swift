public import Accounts

/// Whether a listing can be believed: one that lacks many accounts that the journal holds as active
/// comes from another database, or was cut off.
public struct ListingTrust: Hashable, Sendable {
    /// Accounts that the journal holds as active and the listing lacks, sorted.
    public let missing: [AccountName]
    /// How many accounts the journal holds as active.
    public let expected: Int

    /// What was found when the accounts were compared one by one.
    public init(missing: [AccountName], expected: Int) {
        self.missing = missing
        self.expected = expected
    }

    /// How many may be missing before the listing is not believed: 2 %, but at least 5.
    public var tolerance: Int { max(5, expected / 50) }

    /// Whether to go on.
    public var isBelievable: Bool { missing.count <= tolerance }
}
