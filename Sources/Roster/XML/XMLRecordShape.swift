/// The assignment of a record's values to fields, by the values' paths.
///
/// It is a class because all records of a document share it.
final class XMLRecordShape {
    typealias PlacedProblem = (problem: XMLProblem, position: TextPosition)

    /// The numbers of the paths.
    let numbers: [Int32]
    let paths: [String]
    let columns: RowColumns
    /// Whether the paths identify the fields clearly.
    let isClear: Bool
    /// The username's path, normalized like the aliases.
    let usernameKey: String?
    private let fieldIndices: [(field: RosterField, index: Int)]

    init(_ numbers: [Int32], among all: XMLPaths, vocabulary: XMLVocabulary, asked: [RosterField: String]) {
        self.numbers = numbers
        let paths = numbers.map { all.texts[Int($0)] }
        self.paths = paths
        let normalized = paths.map(vocabulary.normalized)
        let fields = FieldColumns(names: paths, normalized: normalized, asked: asked)
        isClear = fields.problems.isEmpty
        usernameKey = fields.username.map { normalized[$0].isEmpty ? paths[$0] : normalized[$0] }
        fieldIndices = RosterField.allCases.compactMap { field in fields[field].map { (field, $0) } }
        let password = fields.password.map { paths[$0] }
        let kept = paths.indices.filter { index in
            paths[index] != password && (fields.isRead(index) || !all.areSecret[Int(numbers[index])])
        }
        columns = RowColumns(fields, names: paths, kept: kept, format: .xml)
    }

    var fields: FieldColumns { columns.fields }

    /// Returns a record's values, ready to be checked.
    ///
    /// - Parameter text: The bytes that the values are ranges of.
    func row(_ record: XMLRecord, text: [UInt8]) -> RosterRow {
        RosterRow(columns: columns, bytes: text, values: record.values, position: record.position)
    }

    /// Returns the problems that prevent the fields of a record from being read at all.
    func problems(of record: XMLRecord) -> [PlacedProblem] {
        if isClear, record.parents.isEmpty { return [] }
        let repeated: [PlacedProblem] = fields.problems.compactMap { found in
            guard case .ambiguous(let field, _) = found.problem, let index = found.column else { return nil }
            return (.repeatedField(field), record.values[index].position)
        }
        let nested: [PlacedProblem] = fieldIndices.compactMap { field, index in
            record.parents.contains(index) ? (.nestedField(field), record.values[index].position) : nil
        }
        return repeated + nested
    }
}
