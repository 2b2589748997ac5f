/// Rows of one name that say the same: one account.
public struct AgreeingRows: Sendable, Hashable, Comparable {
    /// The name.
    public let username: String
    /// Where the rows are; of very many, the first ones.
    public let locations: [SourceLocation]
    /// How many rows there are.
    public let count: Int

    /// Orders by the place of the first row.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        guard let left = lhs.locations.first, let right = rhs.locations.first else { return false }
        return left < right
    }
}
