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
        case .otherColumn: "they differ in a column that has one value per person"
        }
    }
}
