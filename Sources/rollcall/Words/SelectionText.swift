import Provisioning

/// The rows that `--where` and `--shard` selected, in one line: `shard 0/4 where wave=1 or 2, team=x: 28 other rows
/// left out`.
enum SelectionText {
    static func render(_ selection: Plan.Selection) -> String {
        render(selection.where, shard: selection.shard, leftOut: selection.leftOut)
    }

    static func render(_ conditions: [String: [String]], shard: Shard? = nil, leftOut: Int) -> String {
        let words = conditions.sorted { $0.key < $1.key }.map { field, values in
            "\(field)=" + values.map { $0.isEmpty ? "\"\"" : $0 }.joined(separator: " or ")
        }
        let parts = [shard.map { "shard \($0)" }, words.isEmpty ? nil : "where " + words.joined(separator: ", ")]
        return PrintableText.escaped(parts.compactMap(\.self).joined(separator: " ")) + ": "
            + counted(leftOut, "other valid row") + " left out"
    }
}
