/// Which rows may have more fields than the header, or fewer, because those at the end are empty.
///
/// An empty field at the end moves no value.  But where a value with the delimiter in it lacks its quotes, the values
/// behind it move, and an empty one at the end hides that: so where a column of free text is before a field's, all rows
/// must be alike.
struct CSVSurplus {
    private let fieldCount: Int
    private let namedCount: Int
    private let mustBeAlike: Bool
    /// The number of fields of the first row; negative before it.
    private var usual = -1

    init(_ header: CSVHeader) {
        fieldCount = header.fieldCount
        namedCount = header.namedCount
        let fields = Set(RosterField.allCases.compactMap { header.columns.fields[$0] })
        let last = fields.max() ?? 0
        mustBeAlike = (0..<last).contains { !fields.contains($0) }
    }

    /// Whether a row's values are below their headers.
    mutating func allows(_ record: CSVRecord) -> Bool {
        if usual < 0 { usual = record.fieldCount }
        if record.fieldCount == fieldCount {
            return (record.filledCount <= namedCount || isBlank(record)) && (mustBeAlike ? usual <= fieldCount : true)
        }
        guard record.fieldCount >= namedCount, record.filledCount <= namedCount || isBlank(record) else {
            return false
        }
        if record.fieldCount < fieldCount { return true }
        return !mustBeAlike || usual == record.fieldCount
    }

    /// Whether nothing but white space is behind the last column that has a name.
    private func isBlank(_ record: CSVRecord) -> Bool {
        guard record.filledCount <= record.values.count else { return false }
        return record.values[namedCount...].allSatisfy { value in
            record.bytes[value.range].allSatisfy { $0 == 0x20 || $0 == 0x09 }
        }
    }
}
