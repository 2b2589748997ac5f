public import Accounts

/// Whether a listing is plausible: one that lacks many accounts that are active in the journal is from another
/// database, or was cut off.
public struct ListingTrust: Hashable, Sendable {
    /// Accounts that are active in the journal and not in the listing, sorted.
    public let missing: [AccountName]
    /// The number of accounts that are active in the journal.
    public let expected: Int

    /// Creates the result of comparing the accounts one by one.
    public init(missing: [AccountName], expected: Int) {
        self.missing = missing
        self.expected = expected
    }

    /// How many may be missing before the listing is rejected: 2 %, but at least 5.
    public var tolerance: Int { max(5, expected / 50) }

    /// Whether the listing is accepted.
    public var isBelievable: Bool { missing.count <= tolerance }
}
