/// The difference between two words.
enum EditDistance {
    /// Returns how many characters must be inserted, removed, changed or swapped with a neighbour to turn one word
    /// into the other, ignoring case.
    static func distance(_ one: String, _ other: String) -> Int {
        let (from, to) = (Array(one.lowercased()), Array(other.lowercased()))
        var rows = [Array(0...to.count)]
        for (index, character) in from.enumerated() {
            var row = [index + 1]
            for column in to.indices {
                let change = rows[index][column] + (to[column] == character ? 0 : 1)
                row.append(min(change, rows[index][column + 1] + 1, row[column] + 1))
                guard index > 0, column > 0, character == to[column - 1], from[index - 1] == to[column] else {
                    continue
                }
                row[column + 1] = min(row[column + 1], rows[index - 1][column - 1] + 1)
            }
            rows.append(row)
        }
        return rows[from.count][to.count]
    }
}
