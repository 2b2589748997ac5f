/// Why the header of a CSV file does not say clearly which column is which field.
public enum ColumnProblem: Hashable, Sendable {
    /// No column is the username's.
    case noUsername
    /// The whole header is within quotes, so that it is one column.
    case quotedHeader
    /// The header is further down, in this line.
    case headerBelow(line: Int, names: [String])
    /// The column that was asked for by name does not exist.
    case unknown(RosterField, name: String)
    /// Several columns could be the field.
    case ambiguous(RosterField, headers: [String])
    /// The header explains its values in another way than they are understood.
    case contradicting(RosterField, header: String, hint: String)

    var code: RosterProblem.Code {
        switch self {
        case .noUsername, .quotedHeader, .headerBelow: .missingUsernameColumn
        case .unknown: .unknownColumn
        case .ambiguous, .contradicting: .ambiguousColumn
        }
    }
}

/// What a CSV file's header looks like.
public struct CSVHeaderFacts: Hashable, Sendable {
    /// The columns' names; nil where none of them is a usual one.  Then the line may well be a user's, with the password
    /// among its fields.
    public let names: [String]?
    /// How many columns there are.
    public let count: Int
    /// The character between the columns.
    public let delimiter: UInt8
}
