import Roster

/// Returns a text in quotes, escaped and cut: `"anna"`.
func quoted(_ text: String, limit: Int = 80) -> String { "\"\(escaped(text, limit: limit))\"" }

/// Returns the first of many texts, and the number of further ones: `a, b and 3 more`.
func listed(_ texts: [String], limit: Int) -> String {
    let more = texts.count > limit ? " and \((texts.count - limit).grouped) more" : ""
    return texts.prefix(limit).joined(separator: ", ") + more
}
