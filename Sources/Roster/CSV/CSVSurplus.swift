/// Decides which rows may have more or fewer fields than the header because trailing fields are empty.
///
/// An empty trailing field moves no value.  However, a value that contains the delimiter and lacks its quotes moves
/// the values after it, and an empty trailing field can hide that.  So if a free-text column precedes a field's
/// column, all rows must have the same number of fields.
struct CSVSurplus {
    private let fieldCount: Int
    private let namedCount: Int
    private let mustBeAlike: Bool
    /// The number of fields in the first row; negative before it.
    private var usual = -1

    init(_ header: CSVHeader) {
        fieldCount = header.fieldCount
        namedCount = header.namedCount
        let fields = Set(RosterField.allCases.compactMap { header.columns.fields[$0] })
        let last = fields.max() ?? 0
        mustBeAlike = (0..<last).contains { !fields.contains($0) }
    }

    /// Returns whether a row's values match their headers.
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

    /// Returns whether only white space follows the last named column.
    private func isBlank(_ record: CSVRecord) -> Bool {
        guard record.filledCount <= record.values.count else { return false }
        return record.values[namedCount...].allSatisfy { value in
            record.bytes[value.range].allSatisfy { $0 == 0x20 || $0 == 0x09 }
        }
    }
}
