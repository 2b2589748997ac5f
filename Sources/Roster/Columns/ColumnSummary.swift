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
    /// The numbers of further such columns, whose headers may be values and are not shown.
    var hidden: [Int] = []

    init() {}

    /// Creates the summary.
    ///
    /// - Parameter isMarkup: Whether the names are markup, which is never a value.
    init(_ fields: FieldColumns, names: [String], isMarkup: Bool = false) {
        columns = fields.chosen(of: names)
        passedOver = fields.passedOver.map { names[$0] }
        furtherStates = fields.furtherStates.map { names[$0.index] }
        let read = Set(
            RosterField.allCases.compactMap { fields[$0] } + fields.passedOver + fields.furtherStates.map(\.index)
                + [fields.exports.passwordHash].compactMap(\.self))
        let others = names.indices.filter { !read.contains($0) && FieldLikeness.isLikeField(names[$0]) }
        let hasUsername = fields.username != nil
        let shown = others.filter { isMarkup || HeaderCells.mayShow(names[$0], hasUsername: hasUsername) }
        unread = shown.map { names[$0] }
        hidden = others.filter { !shown.contains($0) }.map { $0 + 1 }
    }
}
