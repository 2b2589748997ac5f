internal import ByteStore

/// One user's row as it stands in a file, whatever the file's language, before it is judged.
struct RosterRow {
    /// Where a value is among the row's bytes, and where it begins in the file.
    struct Value {
        var range: Range<Int>
        var position: TextPosition
    }

    /// The columns that are kept for `--where`: their names, and their values with a separator between them.
    struct Kept {
        var names: [String]
        var joined: [UInt8]
    }

    /// The command line's option that tells where this language has a field.
    var fieldOption: String
    /// The bytes of all values, valid UTF-8.
    var bytes: [UInt8]
    var position: TextPosition
    var username: Value?
    var password: Value?
    var state: Value?
    /// Whether the state's column asks the opposite question, such as "suspended".
    var stateIsNegated = false
    var activateOn: Value?
    var flowservID: Value?
    var exports = ExportValues()
    /// All columns but passwords, where they are asked for.
    var kept: Kept?

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
