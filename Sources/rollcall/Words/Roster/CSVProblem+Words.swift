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
            "the row has a single field, and may be a remark of the program that wrote the file.  Delete the row, or give it "
                + "all \(expected) fields."
        case .otherDelimiter(let delimiter):
            "the header has one column, and the row contains \"\(Character(Unicode.Scalar(delimiter)))\" as if it had several.  "
                + "Give the header a name for each column and pass --delimiter '\(Character(Unicode.Scalar(delimiter)))', or "
                + "leave only the username in the row."
        case .valueWithoutHeader:
            "the row has a value in a column without a name, so its values may have moved.  Put quotes around a value that "
                + "contains the delimiter, or give the column a name."
        }
    }
}
