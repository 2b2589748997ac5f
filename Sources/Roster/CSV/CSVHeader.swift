/// A CSV file's header: its columns' names and which of them are the fields.
///
/// A class, because every row of the file has the same one.
final class CSVHeader {
    typealias Complaint = (code: RosterProblem.Code, position: TextPosition, message: String)

    let names: [String]
    let fieldCount: Int
    let fields: FieldColumns
    /// The columns whose values are kept for `--where`: all with a name but those of passwords.
    let keptIndices: [Int]
    let keptNames: [String]

    init(_ record: CSVRecord, options: RosterOptions) {
        let names = (0..<record.keptFields).map(record.text)
        let fields = FieldColumns(
            names: names, normalized: names.map(normalizedHeader), asked: options.columns)
        self.names = names
        fieldCount = record.fieldCount
        self.fields = fields
        let password = fields.password
        keptIndices = names.indices.filter { index in
            index != password && !names[index].isEmpty && !mayHoldPassword(names[index])
        }
        keptNames = keptIndices.map { names[$0] }
    }

    /// The header taken for each field.
    var columns: [RosterField: String] {
        fields.chosen(of: names)
    }

    /// The headers that could have been the username as well.
    var passedOver: [String] {
        fields.passedOver.map { names[$0] }
    }

    /// A record's values, ready to be judged.
    ///
    /// - Parameter keepsFields: Whether its other columns are kept too.
    func row(_ record: CSVRecord, keepsFields: Bool) -> RosterRow {
        func value(_ index: Int?) -> RosterRow.Value? {
            index.map { RosterRow.Value(range: record.range($0), position: record.position($0)) }
        }
        return RosterRow(
            fieldOption: "--column", bytes: record.bytes, position: record.position, username: value(fields.username),
            password: value(fields.password),
            state: value(fields.state), stateIsNegated: fields.stateIsNegated,
            activateOn: value(fields.activateOn), flowservID: value(fields.flowservID),
            exports: fields.exports.values(value),
            kept: keepsFields ? RosterRow.Kept(names: keptNames, joined: record.joined(keptIndices)) : nil)
    }

    /// The name of a record that is rejected, as far as it has one.
    func username(of record: CSVRecord) -> (text: String, position: TextPosition)? {
        guard let index = fields.username, index < record.keptFields else { return nil }
        let name = stripped(record.text(index))
        return name.isEmpty ? nil : (name, record.position(index))
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
                + "or pass --column username=HEADER."
            complaints.append((.missingUsernameColumn, record.position, message))
        }
        return complaints
    }

    private func complaint(_ flaw: FieldColumns.Flaw, _ record: CSVRecord) -> Complaint {
        switch flaw {
        case .unknown(let field, let name):
            let message =
                "no column \"\(escaped(name, limit: 40))\" for \(field.rawValue)\(among).  "
                + "Pass --column \(field.rawValue)=HEADER with the name of one that is there."
            return (.unknownColumn, record.position, message)
        case .ambiguous(let field, let indices):
            let message =
                "the columns \(listed(indices.map { names[$0] })) could each be the \(field.rawValue).  "
                + "Rename all but one, or pass --column \(field.rawValue)=HEADER."
            return (.ambiguousColumn, record.position(indices[1]), message)
        }
    }

    /// The names found, unless none of them is a usual one: then the first line may well be a user's, with
    /// the password among its fields.
    private var among: String {
        if names.contains(where: isUsualHeader) { return " among \(listed(names))" }
        return " among \(fieldCount); if the first line is a user, put a header above it"
    }

    private func listed(_ names: [String]) -> String {
        let shown = names.prefix(20).map { "\"\(escaped($0, limit: 40))\"" }.joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }
}
