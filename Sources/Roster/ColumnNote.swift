extension RosterFile {
    /// Which headers were taken for which fields, where that is not plain from the field's own name:
    /// `username from "login" (not "email"), state from "suspended"`; safe to print.
    public var columnNote: String? {
        let notes = RosterField.allCases.compactMap { field -> String? in
            guard let header = columns[field] else { return nil }
            let others = field == .username ? passedOver : []
            if others.isEmpty, normalizedHeader(header) == normalizedHeader(field.rawValue) { return nil }
            let note = "\(field.rawValue) from \(quoted(header))"
            return others.isEmpty ? note : note + " (not \(others.map(quoted).joined(separator: ", ")))"
        }
        return notes.isEmpty ? nil : notes.joined(separator: ", ")
    }

    private func quoted(_ header: String) -> String {
        "\"\(escaped(header, limit: 60))\""
    }
}
