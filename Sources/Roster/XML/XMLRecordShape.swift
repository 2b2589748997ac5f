/// Which of a record's values is which field, by the paths of the values.
///
/// A class, because every record of a document has the same one.
final class XMLRecordShape {
    typealias Complaint = (code: RosterProblem.Code, position: TextPosition, message: String)

    /// The numbers of the paths.
    let numbers: [Int32]
    let paths: [String]
    let columns: RowColumns
    /// Whether the paths say clearly which field is where.
    let isClear: Bool
    /// The username's path as aliases are compared.
    let usernameKey: String?
    private let fieldIndices: [(field: RosterField, index: Int)]

    init(_ numbers: [Int32], among all: XMLPaths, vocabulary: XMLVocabulary, asked: [RosterField: String]) {
        self.numbers = numbers
        let paths = numbers.map { all.texts[Int($0)] }
        self.paths = paths
        let normalized = paths.map(vocabulary.normalized)
        let fields = FieldColumns(names: paths, normalized: normalized, asked: asked)
        isClear = fields.flaws.isEmpty
        usernameKey = fields.username.map { normalized[$0].isEmpty ? paths[$0] : normalized[$0] }
        fieldIndices = RosterField.allCases.compactMap { field in fields[field].map { (field, $0) } }
        let password = fields.password.map { paths[$0] }
        let kept = paths.indices.filter { paths[$0] != password && !mayHoldPassword(paths[$0]) }
        columns = RowColumns(fields, names: paths, kept: kept, fieldOption: "--xml-field", isMarkup: true)
    }

    var fields: FieldColumns { columns.fields }

    /// A record's values, ready to be judged.
    ///
    /// - Parameter text: What the values are ranges of.
    func row(_ record: XMLRecord, text: [UInt8]) -> RosterRow {
        RosterRow(columns: columns, bytes: text, values: record.values, position: record.position)
    }

    /// What keeps the fields from being read at all.
    func complaints(_ record: XMLRecord) -> [Complaint] {
        if isClear, record.parents.isEmpty { return [] }
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
        guard record.parents.contains(place.index) else { return nil }
        let message =
            "the \(place.field.rawValue) has elements within.  Write text only, with &lt; for <, "
            + "or pass --xml-field \(place.field.rawValue)=PATH."
        return (.nestedElement, record.values[place.index].position, message)
    }
}
