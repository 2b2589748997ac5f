extension RosterFile {
    /// A note on the columns: which headers were used for which fields, unless the field's own name makes it obvious,
    /// and which look like a field but are not read: `username from "login" (not "email"), state from "suspended" and
    /// "archived"; not read: "Start date"`; safe to print.
    public var columnNote: String? {
        let taken = RosterField.allCases.compactMap(note).joined(separator: ", ")
        let notRead = unreadNote ?? ""
        let joined =
            switch repeatedHeaders {
            case 0: ""
            case 1: "the header once more among the rows"
            default: "the header \(repeatedHeaders) times more among the rows"
            }
        let notes = ([taken, notRead, joined] + notes.map(\.description)).filter { !$0.isEmpty }
        return notes.isEmpty ? nil : notes.joined(separator: "; ")
    }

    /// The columns that look like a field but are not read: `not read: "Start date", column 3`; nil if there are none.
    public var unreadNote: String? {
        let columns = unread.map(quoted) + hiddenColumns.map { "column \($0)" }
        return columns.isEmpty ? nil : "not read: " + columns.joined(separator: ", ")
    }

    private func note(_ field: RosterField) -> String? {
        let further = field == .state ? furtherStates : []
        let headers = [columns[field]].compactMap(\.self) + further
        guard let header = headers.first else { return nil }
        let others = field == .username ? passedOver : []
        if others.isEmpty, further.isEmpty, normalizedHeader(header) == normalizedHeader(field.rawValue) {
            return nil
        }
        let note = "\(field.rawValue) from \(headers.map(quoted).joined(separator: " and "))"
        return others.isEmpty ? note : note + " (not \(others.map(quoted).joined(separator: ", ")))"
    }

    private func quoted(_ header: String) -> String {
        "\"\(escaped(header, limit: 60))\""
    }
}
