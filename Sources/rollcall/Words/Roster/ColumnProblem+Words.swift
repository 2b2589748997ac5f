import Roster

extension ColumnProblem {
    /// Returns the problem and the remedy.
    ///
    /// - Parameter header: The facts about the header.
    func words(_ header: CSVHeaderFacts) -> String {
        switch self {
        case .noUsername:
            "no column for the username among \(header.words).  Rename one to \"username\", or pass "
                + "--column username=HEADER.  \(CSVHeaderFacts.words(header.delimiter))"
        case .quotedHeader:
            "the whole header is within quotes, so it is a single column.  Export the file again without quotes around whole "
                + "lines, or remove the outer quotes."
        case .headerBelow(let line, let names):
            "no column for the username in the first line, but line \(line) has one: "
                + "\(listed(names.map { quoted($0, limit: 40) }, limit: 10)).  Delete the lines above line \(line)."
        case .unknown(let field, let name):
            "no column \(quoted(name, limit: 40)) for \(field.rawValue) among \(header.words).  Pass "
                + "--column \(field.rawValue)=HEADER with a header of the file.  \(CSVHeaderFacts.words(header.delimiter))"
        case .ambiguous(let field, let headers):
            "the columns \(listed(headers.map { quoted($0, limit: 40) }, limit: 20)) could each be the \(field.rawValue).  "
                + "Rename all but one, or pass --column \(field.rawValue)=HEADER."
        case .contradicting(let field, let header, let hint):
            "the header \(quoted(header, limit: 60)) explains its values as \(quoted(hint, limit: 40)), but rollcall reads them "
                + "in another way.  Write \(field == .state ? "active or pending" : "days as 2026-03-01") in the column and "
                + "change its header, or pass --column \(field.rawValue)= to ignore it."
        }
    }
}

extension CSVHeaderFacts {
    /// The columns' names, or their number.
    fileprivate var words: String {
        names.map { listed($0.map { quoted($0, limit: 40) }, limit: 20) }
            ?? "\(count); if the first line is a user, put a header above it"
    }

    /// Returns the delimiter that was used, and how to change it.
    static func words(_ delimiter: UInt8) -> String {
        let name = delimiter == UInt8(ascii: "\t") ? "a tab" : "\"\(Character(Unicode.Scalar(delimiter)))\""
        return "Fields were separated at \(name); --delimiter changes that."
    }
}
