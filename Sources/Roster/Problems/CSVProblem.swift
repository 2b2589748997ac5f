/// A problem in a CSV file or one of its rows, except problems of the columns.
public enum CSVProblem: Hashable, Sendable {
    /// The file has no content.
    case emptyFile
    /// A quoted field is never closed.
    case unclosedQuote
    /// Text follows a closing quote.
    case textAfterQuote
    /// A NUL character.
    case nul
    /// Bytes that are invalid in the file's encoding.
    case invalidBytes([UInt8], encoding: String)
    /// A row above the maximum size in bytes.
    case rowTooLarge(limit: Int)
    /// A header above the maximum number of columns.
    case tooManyColumns(Int, limit: Int)
    /// Another header among the rows.
    case headerAmongRows
    /// A template's example row.
    case exampleRow
    /// A row with more or fewer fields than the header.
    case fieldCount(Int, expected: Int, delimiter: UInt8)
    /// A row of one field that may be a comment by the program that wrote the file.
    case singleField(expected: Int)
    /// A row with a single value that contains a delimiter, the header's own or another one.
    case otherDelimiter(UInt8, header: UInt8, columns: Int)
    /// A row with a value in a column without a name.
    case valueWithoutHeader

    /// Whether the fields of such a row are those that its writer meant.
    var keepsFields: Bool {
        switch self {
        case .nul, .invalidBytes: true
        default: false
        }
    }

    var code: RosterProblem.Code {
        switch self {
        case .emptyFile: .emptyFile
        case .unclosedQuote: .unclosedQuote
        case .textAfterQuote: .textAfterQuote
        case .nul: .nulCharacter
        case .invalidBytes: .invalidByte
        case .rowTooLarge, .tooManyColumns: .recordTooLong
        case .headerAmongRows: .headerAmongRows
        case .exampleRow: .decoratedValue
        case .fieldCount, .singleField, .otherDelimiter, .valueWithoutHeader: .fieldCount
        }
    }
}
