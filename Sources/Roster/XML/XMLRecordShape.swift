/// Which of a record's values is which field, by the paths of the values.
///
/// A class, because every record of a document has the same one.
final class XMLRecordShape {
    typealias Complaint = (code: RosterProblem.Code, position: TextPosition, message: String)

    /// The numbers of the paths.
    let numbers: [Int32]
    let paths: [String]
    let fields: FieldColumns
    /// The username's path as aliases are compared.
    let usernameKey: String?
    private let fieldIndices: [(field: RosterField, index: Int)]
    private let keptIndices: [Int]
    private let keptPaths: [String]

    init(_ numbers: [Int32], _ all: XMLPaths, vocabulary: XMLVocabulary, asked: [RosterField: String]) {
        self.numbers = numbers
        let paths = numbers.map { all.texts[Int($0)] }
        self.paths = paths
        let normalized = paths.map(vocabulary.normalized)
        let fields = FieldColumns(names: paths, normalized: normalized, asked: asked)
        self.fields = fields
        usernameKey = fields.username.map { normalized[$0].isEmpty ? paths[$0] : normalized[$0] }
        fieldIndices = RosterField.allCases.compactMap { field in fields[field].map { (field, $0) } }
        let password = fields.password.map { paths[$0] }
        keptIndices = paths.indices.filter { paths[$0] != password && !mayHoldPassword(paths[$0]) }
        keptPaths = keptIndices.map { paths[$0] }
    }

    /// A record's values, ready to be judged.
    ///
    /// - Parameters:
    ///   - text: What the values are ranges of.
    ///   - keepsFields: Whether its other values are kept too.
    func row(_ record: XMLRecord, _ text: [UInt8], keepsFields: Bool) -> RosterRow {
        func value(_ index: Int?) -> RosterRow.Value? {
            index.map { RosterRow.Value(range: record.values[$0].text, position: record.values[$0].position) }
        }
        return RosterRow(
            fieldOption: "--xml-field", bytes: text, position: record.position, username: value(fields.username),
            password: value(fields.password),
            state: value(fields.state), stateIsNegated: fields.stateIsNegated,
            activateOn: value(fields.activateOn), flowservID: value(fields.flowservID),
            exports: fields.exports.values(value),
            kept: keepsFields ? RosterRow.Kept(names: keptPaths, joined: joined(record, text)) : nil)
    }

    private func joined(_ record: XMLRecord, _ text: [UInt8]) -> [UInt8] {
        var joined: [UInt8] = []
        for index in keptIndices {
            if index != keptIndices.first { joined.append(KeptFields.separator) }
            joined.append(contentsOf: text[record.values[index].text])
        }
        return joined
    }

    /// What keeps the fields from being read at all.
    func complaints(_ record: XMLRecord) -> [Complaint] {
        if fields.flaws.isEmpty, !fieldIndices.contains(where: { record.values[$0.index].hasChildren }) { return [] }
        let repeated: [Complaint] = fields.flaws.compactMap { flaw in
            guard case .ambiguous(let field, let indices) = flaw else { return nil }
            let message =
                "the user has its \(field.rawValue) twice.  Delete one, "
                + "or pass --xml-field \(field.rawValue)=PATH."
            return (.repeatedField, record.values[indices[1]].position, message)
        }
        return repeated + fieldIndices.compactMap { nested(record, $0) }
    }

    private func nested(_ record: XMLRecord, _ place: (field: RosterField, index: Int)) -> Complaint? {
        guard record.values[place.index].hasChildren else { return nil }
        let message =
            "the \(place.field.rawValue) has elements within.  Write text only, with &lt; for <, "
            + "or pass --xml-field \(place.field.rawValue)=PATH."
        return (.nestedElement, record.values[place.index].position, message)
    }
}
