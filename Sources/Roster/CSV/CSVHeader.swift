/// A CSV file's header: the names of its columns and which of them are fields.
///
/// It is a class because every row of the file shares it.
final class CSVHeader {
    typealias PlacedProblem = (problem: ColumnProblem, position: TextPosition)

    let names: [String]
    let fieldCount: Int
    /// The number of columns up to the last named one.
    let namedCount: Int
    let columns: RowColumns
    private let delimiter: UInt8

    init(_ record: CSVRecord, options: RosterOptions, delimiter: UInt8) {
        let names = record.values.indices.map(record.text)
        let fields = FieldColumns(
            names: names, normalized: names.map(normalizedHeader), asked: options.columns)
        self.names = names
        fieldCount = record.fieldCount
        namedCount = (names.lastIndex { !stripped($0).isEmpty } ?? names.count - 1) + 1
        self.delimiter = delimiter
        let password = fields.password
        let kept = names.indices.filter { index in
            index != password && !stripped(names[index]).isEmpty
                && (fields.isRead(index) || !mayHoldPassword(names[index]))
        }
        columns = RowColumns(fields, names: names, kept: kept, format: .csv)
    }

    private var fields: FieldColumns { columns.fields }

    /// The header used for each field, and the other headers that affect one.
    var summary: ColumnSummary { ColumnSummary(fields, names: names) }

    /// Returns a record's values, ready to be checked.
    func row(_ record: CSVRecord) -> RosterRow {
        RosterRow(columns: columns, bytes: record.bytes, values: record.values, position: record.position)
    }

    /// Returns the username of a rejected record, if it has one and contains no line break or tab: text with one may
    /// be several fields.
    func username(of record: CSVRecord) -> (text: String, position: TextPosition)? {
        guard let index = fields.username, index < record.values.count else { return nil }
        let name = stripped(record.text(index))
        return name.isEmpty || name.mayBeSeveralFields ? nil : (name, record.values[index].position)
    }

    /// Returns the problems of the header and their positions.
    func problems(in record: CSVRecord) -> [PlacedProblem] {
        var found: [PlacedProblem] = fields.problems.map { problem, column in
            (problem, column.map { record.values[$0].position } ?? record.position)
        }
        let usernameIsUnclear = found.contains { if case .unknown(.username, _) = $0.problem { true } else { false } }
        if fields.username == nil, !usernameIsUnclear { found.append((.noUsername, record.position)) }
        return found
    }

    /// The facts about the header that a problem includes.
    var facts: CSVHeaderFacts {
        let filled = names.indices.filter { !names[$0].isEmpty }
        let shown = filled.filter { HeaderCells.mayShow(names[$0], hasUsername: fields.username != nil) }
        var facts = CSVHeaderFacts(
            names: names.contains(where: isUsualHeader) && !shown.isEmpty ? shown.map { names[$0] } : nil,
            count: namedCount,
            delimiter: delimiter)
        if facts.names != nil { facts.hidden = filled.filter { !shown.contains($0) }.map { $0 + 1 } }
        return facts
    }

    /// Returns the problem of a row with a different number of fields.
    func problem(ofCount count: Int) -> CSVProblem {
        .fieldCount(count, expected: fieldCount, delimiter: delimiter)
    }
}
