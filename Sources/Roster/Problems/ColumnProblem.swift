/// The reason why a CSV header does not clearly assign columns to fields.
public enum ColumnProblem: Hashable, Sendable {
    /// There is no username column.
    case noUsername
    /// The whole header is in quotes, so it is one column.
    case quotedHeader
    /// The header is further down, on this line; without the names that may be values.
    case headerBelow(line: Int, names: [String])
    /// The header has a username column if it is separated at another delimiter than the one that was specified.
    case otherDelimiter(UInt8)
    /// The column requested by name does not exist.
    case unknown(RosterField, name: String)
    /// Several columns could be the field.
    case ambiguous(RosterField, headers: [String])
    /// The header explains its values differently from how they are read.
    case contradicting(RosterField, header: String, hint: String)

    var code: RosterProblem.Code {
        switch self {
        case .noUsername, .quotedHeader, .headerBelow, .otherDelimiter: .missingUsernameColumn
        case .unknown: .unknownColumn
        case .ambiguous, .contradicting: .ambiguousColumn
        }
    }
}

/// The facts about a CSV file's header.
public struct CSVHeaderFacts: Hashable, Sendable {
    /// The columns' names, without those that may be values; nil if none of them is a common one.  The line may then
    /// be a user's row that contains the password.
    public let names: [String]?
    /// The numbers of the columns that are not in `names`, from 1.
    public var hidden: [Int] = []
    /// The number of columns.
    public let count: Int
    /// The delimiter between the columns.
    public let delimiter: UInt8
}
