/// Which rows `--where` chose, in a line: `where wave=1 or 2, team=x: 28 other rows left out`.
enum SelectionText {
    static func render(_ conditions: [String: [String]], leftOut: Int) -> String {
        let words = conditions.sorted { $0.key < $1.key }.map { field, values in
            "\(field)=" + values.map { $0.isEmpty ? "\"\"" : $0 }.joined(separator: " or ")
        }
        return PrintableText.escaped("where " + words.joined(separator: ", ")) + ": "
            + counted(leftOut, "other valid row") + " left out"
    }
}
