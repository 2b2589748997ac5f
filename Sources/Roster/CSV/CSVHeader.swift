/// A CSV file's header: its columns' names and which of them are the fields.
///
/// A class, because every row of the file has the same one.
final class CSVHeader {
    typealias Complaint = (code: RosterProblem.Code, position: TextPosition, message: String)

    let names: [String]
    let fieldCount: Int
    /// The number of columns up to the last one that has a name.
    let namedCount: Int
    let columns: RowColumns
    /// What messages say of the delimiter.
    private let delimiterWords: String

    init(_ record: CSVRecord, options: RosterOptions, delimiter: UInt8) {
        let names = record.values.indices.map(record.text)
        let fields = FieldColumns(
            names: names, normalized: names.map(normalizedHeader), asked: options.columns)
        self.names = names
        fieldCount = record.fieldCount
        namedCount = (names.lastIndex { !stripped($0).isEmpty } ?? names.count - 1) + 1
        delimiterWords = Self.words(delimiter)
        let password = fields.password
        let kept = names.indices.filter { index in
            index != password && !stripped(names[index]).isEmpty && !mayHoldPassword(names[index])
        }
        columns = RowColumns(fields, names: names, kept: kept, fieldOption: "--column")
    }

    private var fields: FieldColumns { columns.fields }

    /// The header taken for each field, and the others that bear upon one.
    var summary: ColumnSummary { ColumnSummary(fields, names: names) }

    /// A record's values, ready to be judged.
    func row(_ record: CSVRecord) -> RosterRow {
        RosterRow(columns: columns, bytes: record.bytes, values: record.values, position: record.position)
    }

    /// The name of a record that is rejected, as far as it has one.
    func username(of record: CSVRecord) -> (text: String, position: TextPosition)? {
        guard let index = fields.username, index < record.values.count else { return nil }
        let name = stripped(record.text(index))
        return name.isEmpty ? nil : (name, record.values[index].position)
    }

    /// What is wrong with the header: where, and the words.
    func complaints(_ record: CSVRecord) -> [Complaint] {
        var complaints = fields.flaws.map { complaint($0, record) }
        let usernameIsUnclear = fields.flaws.contains { flaw in
            if case .unknown(.username, _) = flaw { true } else { false }
        }
        if fields.username == nil, !usernameIsUnclear {
            let message =
                "no column for the username\(among).  Rename one to \"username\", "
                + "or pass --column username=HEADER.\(delimiterWords)"
            complaints.append((.missingUsernameColumn, record.position, message))
        }
        return complaints
    }

    /// What is wrong with a row that has another number of fields.
    func complaint(aboutCount count: Int) -> String {
        let remedy =
            count > fieldCount
            ? "Put quotes around a value that contains the delimiter, or delete what is too much."
            : "Fill the row up with delimiters, or complete it."
        return "the row has \(count) fields, but the header has \(fieldCount).  \(remedy)\(delimiterWords)"
    }

    private func complaint(_ flaw: FieldColumns.Flaw, _ record: CSVRecord) -> Complaint {
        switch flaw {
        case .unknown(let field, let name):
            let message =
                "no column \"\(escaped(name, limit: 40))\" for \(field.rawValue)\(among).  "
                + "Pass --column \(field.rawValue)=HEADER with the name of one that is there.\(delimiterWords)"
            return (.unknownColumn, record.position, message)
        case .ambiguous(let field, let indices):
            let message =
                "the columns \(listed(indices.map { names[$0] })) could each be the \(field.rawValue).  "
                + "Rename all but one, or pass --column \(field.rawValue)=HEADER."
            return (.ambiguousColumn, record.values[indices[1]].position, message)
        case .contradicting(let field, let index, let hint):
            let message =
                "the header \"\(escaped(names[index], limit: 60))\" explains its values as \"\(escaped(hint, limit: 40))\", which is not "
                + "how rollcall reads them.  Write \(field == .state ? "active or pending" : "days as 2026-03-01") in the column and "
                + "change its header, or pass --column \(field.rawValue)= to leave it out."
            return (.ambiguousColumn, record.values[index].position, message)
        }
    }

    /// The names found, unless none of them is a usual one: then the first line may well be a user's, with
    /// the password among its fields.
    private var among: String {
        if names.contains(where: isUsualHeader) { return " among \(listed(names.filter { !$0.isEmpty }))" }
        return " among \(namedCount); if the first line is a user, put a header above it"
    }

    private func listed(_ names: [String]) -> String {
        let shown = names.prefix(20).map { "\"\(escaped($0, limit: 40))\"" }.joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }

    private static func words(_ delimiter: UInt8) -> String {
        let name = delimiter == UInt8(ascii: "\t") ? "a tab" : "\"\(Character(Unicode.Scalar(delimiter)))\""
        return "  Fields were separated at \(name); --delimiter takes another character."
    }
}
