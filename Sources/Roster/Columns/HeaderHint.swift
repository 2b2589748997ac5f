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
}
