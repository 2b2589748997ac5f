/// The use of a file's columns.
struct ColumnSummary {
    /// The header used for each field.
    var columns: [RosterField: String] = [:]
    /// The headers that could also have been the username.
    var passedOver: [String] = []
    /// The headers that affect the state besides the one in `columns`.
    var furtherStates: [String] = []
    /// The headers that look like a field but are not read.
    var unread: [String] = []

    init() {}

    init(_ fields: FieldColumns, names: [String]) {
        columns = fields.chosen(of: names)
        passedOver = fields.passedOver.map { names[$0] }
        furtherStates = fields.furtherStates.map { names[$0.index] }
        let read = Set(
            RosterField.allCases.compactMap { fields[$0] } + fields.passedOver + fields.furtherStates.map(\.index)
                + [fields.exports.passwordHash].compactMap(\.self))
        unread = names.indices.filter { !read.contains($0) && FieldLikeness.isLikeField(names[$0]) }.map { names[$0] }
    }
}
