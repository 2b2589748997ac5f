/// One user's row as it stands in a file, whatever the file's language, before it is judged.
struct RosterRow {
    /// A value and where it begins.
    struct Value {
        var text: String
        var position: TextPosition
    }

    /// The command line's option that tells where this language has a field.
    var fieldOption: String
    var position: TextPosition
    var username: Value?
    var password: Value?
    var state: Value?
    /// Whether the state's column asks the opposite question, such as "suspended".
    var stateIsNegated = false
    var activateOn: Value?
    var flowservID: Value?
    var exports = ExportValues()
    /// All columns but passwords.
    var kept: KeptFields
}
