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
            "no column for the username in the first line, but line \(line) has one"
                + (names.isEmpty ? "" : ": " + listed(names.map { quoted($0, limit: 40) }, limit: 10))
                + ".  Delete the lines above line \(line)."
        case .otherDelimiter(let other):
            "no column for the username in the header if it is separated at \(CSVHeaderFacts.name(header.delimiter)), but it has "
                + "one if it is separated at \(CSVHeaderFacts.name(other)).  To read it so, pass "
                + "--delimiter \(CSVHeaderFacts.typed(other))."
        case .unknown(let field, let name):
            "no column \(quoted(name, limit: 40)) for \(field.rawValue) among \(header.words).  Pass "
                + "--column \(field.rawValue)=HEADER with a header of the file.  \(CSVHeaderFacts.words(header.delimiter))"
        case .ambiguous(let field, let headers):
            "the columns \(listed(headers.map { quoted($0, limit: 40) }, limit: 20)) could each be the \(field.rawValue).  "
                + (Set(headers).count < headers.count
                    ? "Rename all but one." : "Rename all but one, or pass --column \(field.rawValue)=HEADER.")
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
        let advice = "if the first line is a user, put a header above it"
        guard let names else { return "\(counted(count, "column")); \(advice)" }
        let numbers = hidden.map { "column \($0)" }
        return listed(names.map { quoted($0, limit: 40) } + numbers, limit: 20)
            + (hidden.isEmpty ? "" : "; \(advice)")
    }

    /// Returns the delimiter that was used, and how to change it.
    static func words(_ delimiter: UInt8) -> String {
        "Fields were separated at \(name(delimiter)); --delimiter changes that."
    }

    /// Returns a delimiter as it is typed in a shell.
    static func typed(_ delimiter: UInt8) -> String {
        delimiter == UInt8(ascii: "\t") ? "tab" : "'\(Character(Unicode.Scalar(delimiter)))'"
    }

    /// Returns a delimiter in words.
    static func name(_ delimiter: UInt8) -> String {
        delimiter == UInt8(ascii: "\t") ? "a tab" : "\"\(Character(Unicode.Scalar(delimiter)))\""
    }
}
