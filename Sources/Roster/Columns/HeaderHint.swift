/// What a header says in brackets, for people.
enum HeaderHint {
    private static let brackets: [Character: Character] = [
        "(": ")", "[": "]", "{": "}", "<": ">", "（": "）", "【": "】",
    ]

    /// A header without its brackets and what is in them; a bracket that is not closed belongs to the name.
    static func removed(from header: String) -> String {
        var name = header
        while let hint = first(in: name) { name.removeSubrange(hint) }
        return name
    }

    /// What stands in the brackets.
    static func texts(of header: String) -> [String] {
        var name = header
        var texts: [String] = []
        while let hint = first(in: name) {
            texts.append(String(name[hint].dropFirst().dropLast()))
            name.removeSubrange(hint)
        }
        return texts
    }

    private static func first(in name: String) -> Range<String.Index>? {
        for index in name.indices {
            guard let closing = brackets[name[index]], let end = name[index...].firstIndex(of: closing) else {
                continue
            }
            return index..<name.index(after: end)
        }
        return nil
    }

    /// What a header says of its words that is not what they mean here: `status (0 = active)`; nil when it says nothing.
    ///
    /// - Parameter isNegated: Whether "yes" means pending in the column.
    static func contradiction(in header: String, isNegated: Bool) -> String? {
        for text in texts(of: header) {
            for part in text.split(whereSeparator: { ",;/|".contains($0) }) {
                let words = part.split(whereSeparator: { "=:".contains($0) }).map { stripped(String($0)) }
                guard words.count == 2, let first = StateWords.meaning(inHint: words[0], isNegated: isNegated),
                    let second = StateWords.meaning(inHint: words[1], isNegated: isNegated)
                else { continue }
                if first != second { return stripped(String(part)) }
            }
        }
        return nil
    }

    /// Whether a header says that days are written in another order than ISO 8601's, though they look the same.
    static func swapsDays(in header: String) -> Bool {
        texts(of: header).contains { text in
            ["yyyyddmm", "jjjjttmm", "aaaajjmm", "aaaaddmm", "yyyydm"].contains(text.lowercased().filter(\.isLetter))
        }
    }
}
