/// What is wrong in a CSV file or one of its rows, but for the columns that the header names.
public enum CSVProblem: Hashable, Sendable {
    /// The file has no content.
    case emptyFile
    /// A quote that opens is never closed.
    case unclosedQuote
    /// Text follows a closing quote.
    case textAfterQuote
    /// A NUL character.
    case nul
    /// Bytes that are not text in the encoding that the file was read in.
    case invalidBytes([UInt8], encoding: String)
    /// A row of more bytes than are read.
    case rowTooLarge(limit: Int)
    /// A header of more columns than are read.
    case tooManyColumns(Int, limit: Int)
    /// Another header among the rows.
    case headerAmongRows
    /// The row that a template has as an example.
    case exampleRow
    /// A row of more or fewer fields than the header has.
    case fieldCount(Int, expected: Int, delimiter: UInt8)
    /// A row of one field that may be a remark of the program that wrote the file.
    case singleField(expected: Int)
    /// A row that has a delimiter in it, below a header of one column.
    case otherDelimiter(UInt8)
    /// A row that has a value below a column without a name.
    case valueWithoutHeader

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
