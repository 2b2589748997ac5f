/// Rows of one name that agree: one account.
public struct AgreeingRows: Sendable, Hashable, Comparable {
    /// The username.
    public let username: String
    /// The positions of the rows; only the first ones if there are very many.
    public let locations: [SourceLocation]
    /// The number of rows.
    public let count: Int

    /// Orders by the position of the first row.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        guard let left = lhs.locations.first, let right = rhs.locations.first else { return false }
        return left < right
    }
}
