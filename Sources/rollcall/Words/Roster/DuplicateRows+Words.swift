import Roster

extension DuplicateRows {
    /// Returns the problem and the remedy.
    func words(for name: String) -> String {
        let places = others.prefix(5).map(\.description).joined(separator: ", ")
        let more = count - 1 > 5 ? " and \((count - 6).grouped) more" : ""
        return "\(quoted(name)) is in \(count.grouped) rows that do not agree, also at \(places)\(more)"
            + (topic.map { "; \($0.words)" } ?? "") + ".  Keep one of them."
    }
}

extension DuplicateRows.Topic {
    fileprivate var words: String {
        switch self {
        case .unwanted: "one says that its user is not wanted"
        case .fields(let fields): "they differ in \(fields.map(\.rawValue).joined(separator: " and "))"
        case .oneOf(let fields): "they differ in \(fields.map(\.rawValue).joined(separator: " or "))"
        case .otherColumns(let columns) where columns.isEmpty: "they differ in a column that has one value per person"
        case .otherColumns(let columns):
            "they differ in \(columns.count > 1 ? "one of the columns " : "")"
                + "\(listed(columns.map { quoted($0, limit: 40) }, limit: 8)), which \(columns.count > 1 ? "have" : "has") one "
                + "value per person"
        }
    }
}
