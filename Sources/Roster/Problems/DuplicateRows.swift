/// Rows with the same username that contradict each other.
public struct DuplicateRows: Hashable, Sendable {
    /// The number of rows.
    public let count: Int
    /// The positions of the other rows; only the first ones if there are very many.
    public let others: [SourceLocation]
    /// What the rows contradict each other about; nil if each row has a problem of its own.
    public let topic: Topic?

    /// The subject of a contradiction between rows with the same username.
    public enum Topic: Hashable, Sendable {
        /// One row marks its user as not wanted.
        case unwanted
        /// The rows differ in all of these fields.
        case fields([RosterField])
        /// The rows differ in at least one of these fields.
        case oneOf([RosterField])
        /// The rows differ in one of these columns, which are not fields but have one value per person.
        case otherColumns([String])
    }
}
