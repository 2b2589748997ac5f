import Roster

extension CSVProblem {
    /// The problem and the remedy.
    var words: String {
        switch self {
        case .emptyFile: "the file is empty.  Give it a header with a \"username\" column, and one row for each user."
        case .unclosedQuote:
            "the quote that opens here is never closed.  Close it; a quote within a value is written twice, and the value in "
                + "quotes."
        case .textAfterQuote: "text follows a closing quote.  Write a quote within a quoted value twice: \"\"."
        case .nul:
            "a NUL character.  Delete it; for a file in UTF-16, pass --encoding utf-16, or save the file as UTF-8."
        case .invalidBytes(let bytes, let encoding):
            "the \(bytes.count == 1 ? "byte" : "bytes") \(bytes.map(hexadecimal).joined(separator: " ")) cannot be read as "
                + "\(encoding).  Pass the file's encoding, as in --encoding windows-1252, or save the file as UTF-8."
        case .rowTooLarge(let limit):
            "the row has more than \(limit) bytes.  Look for a quote in it that is not closed."
        case .tooManyColumns(let count, let limit):
            "the header has \(count) fields; at most \(limit) are read.  Look for a missing line break, or delete columns."
        case .headerAmongRows:
            "this row is another header, as in files that were joined, so the rows below may have other columns.  Pass each "
                + "file separately."
        case .exampleRow: "the row is the example of a template.  Delete it."
        case .fieldCount(let count, let expected, let delimiter):
            "the row has \(counted(count, "field")); the header has \(expected).  "
                + (count > expected
                    ? "Put quotes around a value that contains the delimiter, or delete the extra fields."
                    : "Add the missing fields.") + "  " + CSVHeaderFacts.words(delimiter)
        case .singleField(let expected):
            "the row has a single field; the header has \(expected).  If it is a remark of the program that wrote the file, "
                + "delete it; otherwise separate its fields with the delimiter of the header."
        case .otherDelimiter(let found, let own, 1):
            "the header has one column, and the row contains \(CSVHeaderFacts.name(found)) as if it had several.  "
                + (found == own
                    ? "Give the header a name for each column and remove the quotes around the row, or leave only the "
                        + "username in it."
                    : "Give the header a name for each column, with the same delimiter, or leave only the username in the row.")
        case .otherDelimiter(let found, let own, let columns) where found == own:
            "the row has a single value, which contains \(CSVHeaderFacts.name(found)) as if it had several; the header has "
                + "\(columns) columns.  Remove the quotes around the whole row."
        case .otherDelimiter(let found, let own, let columns):
            "the row has a single value, which contains \(CSVHeaderFacts.name(found)); the header has \(columns) columns, separated "
                + "at \(CSVHeaderFacts.name(own)).  Use the same delimiter in the header and in the rows."
        case .valueWithoutHeader:
            "the row has a value in a column without a name, so its values may have moved.  Put quotes around a value that "
                + "contains the delimiter, or give the column a name."
        }
    }
}
