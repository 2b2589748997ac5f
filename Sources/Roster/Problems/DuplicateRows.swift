/// The rows of one username that do not agree.
public struct DuplicateRows: Hashable, Sendable {
    /// How many rows there are.
    public let count: Int
    /// Where the others are; of very many, the first ones.
    public let others: [SourceLocation]
    /// What they do not agree about; nil where each has a problem of its own.
    public let topic: Topic?

    /// What rows of one username can disagree about.
    public enum Topic: Hashable, Sendable {
        /// One says that its user is not wanted.
        case unwanted
        /// All of these fields.
        case fields([RosterField])
        /// At least one of these fields.
        case oneOf([RosterField])
        /// A column that is no field, of which one person has one value.
        case otherColumn
    }
}
