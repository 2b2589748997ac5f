internal import Bytes

/// One user's row before it is checked, the same for all file formats.
struct RosterRow {
    /// The range of a value in the row's bytes and its position in the file.
    struct Value {
        var range: Range<Int>
        var position: TextPosition
    }

    /// The assignment of values to fields.
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

    /// The hash function of the password.
    var passwordHash: Value? { value(columns.fields.exports.passwordHash) }
    /// The region of an address, in a column whose name can also mean the account's state.
    var region: Value? { value(columns.fields.exports.region) }

    private func value(_ index: Int?) -> Value? { index.map { values[$0] } }

    /// The values kept for `--where`, joined by a separator.
    var kept: [UInt8] {
        var joined: [UInt8] = []
        for index in columns.keptIndices {
            if index != columns.keptIndices.first { joined.append(KeptFields.separator) }
            joined.append(contentsOf: bytes[values[index].range])
        }
        return joined
    }

    /// Returns a value as text, empty if there is none.
    func text(_ value: Value?) -> String {
        guard let range = value?.range, !range.isEmpty else { return "" }
        return bytes.span.extracting(range).text
    }

    /// Returns a value as text without surrounding white space, empty if there is none.
    func strippedText(_ value: Value?) -> String {
        guard let value, !value.range.isEmpty else { return "" }
        return stripped(text(value))
    }
}

/// The assignment of a row's values to fields.
///
/// It is a class because all rows of a CSV file share it, and most rows of an XML document.
final class RowColumns: Sendable {
    /// The format of the file.
    let format: RosterOptions.Format
    let fields: FieldColumns
    /// The values kept for `--where`: all named ones except passwords.
    let keptIndices: [Int]
    let keptNames: [String]
    /// Whether the values come from a document with its own escaping of characters and possible indentation.
    let isMarkup: Bool
    /// The values besides the fields that must be equal in all rows of an account.
    let comparedIndices: [Int]
    /// The names of these values.
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
