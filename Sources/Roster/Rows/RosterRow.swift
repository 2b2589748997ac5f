internal import Bytes

/// One user's row as it is in a file, whatever the file's language, before it is judged.
struct RosterRow {
    /// Where a value is among the row's bytes, and where it begins in the file.
    struct Value {
        var range: Range<Int>
        var position: TextPosition
    }

    /// Which of the values are the fields.
    let columns: RowColumns
    /// The bytes of all values, valid UTF-8.
    let bytes: [UInt8]
    let values: [Value]
    let position: TextPosition

    var username: Value? { value(columns.fields.username) }
    var password: Value? { value(columns.fields.password) }
    var state: Value? { value(columns.fields.state) }
    var activateOn: Value? { value(columns.fields.activateOn) }
    var flowservID: Value? { value(columns.fields.flowservID) }

    /// The function that the password is hashed with.
    var passwordHash: Value? { value(columns.fields.exports.passwordHash) }
    /// The region of an address, in a column whose name may mean the account's state as well.
    var region: Value? { value(columns.fields.exports.region) }

    private func value(_ index: Int?) -> Value? { index.map { values[$0] } }

    /// The values that are kept for `--where`, with a separator between them.
    var kept: [UInt8] {
        var joined: [UInt8] = []
        for index in columns.keptIndices {
            if index != columns.keptIndices.first { joined.append(KeptFields.separator) }
            joined.append(contentsOf: bytes[values[index].range])
        }
        return joined
    }

    /// A value as text, empty when there is none.
    func text(_ value: Value?) -> String {
        guard let range = value?.range, !range.isEmpty else { return "" }
        return bytes.span.extracting(range).text
    }

    /// A value as text without outer white space, empty when there is none.
    func strippedText(_ value: Value?) -> String {
        guard let value, !value.range.isEmpty else { return "" }
        return stripped(text(value))
    }
}

/// Which of a row's values are its fields.
///
/// A class, because all rows of a CSV file have the same one, and most of those of an XML document.
final class RowColumns: Sendable {
    /// The language of the file.
    let format: RosterOptions.Format
    let fields: FieldColumns
    /// The values that are kept for `--where`: all with a name but those of passwords.
    let keptIndices: [Int]
    let keptNames: [String]
    /// Whether the values come from a document that has its own spelling of characters, and may be indented.
    let isMarkup: Bool
    /// The values that rows of one account have in common, beside the fields.
    let comparedIndices: [Int]
    /// The names of these.
    let comparedNames: [String]

    init(_ fields: FieldColumns, names: [String], kept: [Int], format: RosterOptions.Format) {
        self.format = format
        isMarkup = format == .xml
        self.fields = fields
        keptIndices = kept
        keptNames = kept.map { names[$0] }
        let read = Set(RosterField.allCases.compactMap { fields[$0] })
        comparedIndices = names.indices.filter { index in
            !read.contains(index) && !names[index].isEmpty && !SeveralOfOne.isColumn(names[index])
        }
        comparedNames = comparedIndices.map { names[$0] }
    }
}
