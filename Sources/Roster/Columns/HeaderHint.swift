internal import Accounts

/// The part of a header in brackets, written for people.
enum HeaderHint {
    private static let brackets: [Character: Character] = [
        "(": ")", "[": "]", "{": "}", "<": ">", "（": "）", "【": "】",
    ]

    /// Returns a header without its brackets and their contents; an unclosed bracket belongs to the name.
    static func removed(from header: String) -> String {
        var name = header
        while let hint = first(in: name) { name.removeSubrange(hint) }
        return name
    }

    /// Returns the contents of the brackets.
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

    /// Returns the part of a header that explains its words differently from how they are read, or in an unknown way:
    /// `status (0 = active)`, `enabled (Y = blocked)`; nil if the header does not explain them.
    ///
    /// - Parameter kind: How the column's values are read.
    static func contradiction(in header: String, _ kind: StateColumn.Kind) -> String? {
        for text in texts(of: header) {
            for part in text.split(whereSeparator: { ",;/|".contains($0) }) where !agrees(words(of: part), kind) {
                return stripped(String(part))
            }
        }
        return nil
    }

    private static let relations: Set<String> = [
        "=", ":", ">", "-", "means", "when", "if", "for", "is", "bedeutet", "heißt", "wenn", "für", "ist",
    ]
    private static let fillers: Set<String> = ["or", "and", "default", "oder", "und", "ou", "et", "the", "only"]

    /// Returns the words of a part of a hint; marks that mean "means" are separate words.
    private static func words(of part: Substring) -> [String] {
        var text = part.lowercased()
        for arrow in ["->", "=>", "→", "⇒", "–", "—"] { text = text.replacing(arrow, with: " > ") }
        for mark in ["=", ":"] { text = text.replacing(mark, with: " \(mark) ") }
        // A hyphen between two words, as in `1-blocked`, is such a mark; within a word, as in `e-mail`, it is not.
        if let mark = text.firstIndex(of: "-"), StateWords.boolean(stripped(String(text[..<mark]))) != nil {
            text.replaceSubrange(mark...mark, with: " - ")
        }
        return text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// Returns whether a part of a hint agrees with what the word means in the column.
    private static func agrees(_ words: [String], _ kind: StateColumn.Kind) -> Bool {
        func isState(_ word: String) -> Bool { meaning(word, kind) != nil }
        if words.allSatisfy({ isState($0) || fillers.contains($0) }) {
            // Two words side by side explain each other: `0 active`.
            let states = words.filter(isState)
            guard words.count == 2, states.count == 2, StateWords.boolean(words[0]) != nil else { return true }
            return meaning(states[0], kind) == meaning(states[1], kind)
        }
        let hasBoolean = words.contains { StateWords.boolean($0) != nil }
        guard let relation = words.firstIndex(where: relations.contains), relation > 0 else { return !hasBoolean }
        let (left, right) = (words[..<relation], words[(relation + 1)...])
        // A label: `optional: active or pending`.
        if !left.contains(where: isState) {
            return right.allSatisfy { isState($0) || fillers.contains($0) } || !hasBoolean
        }
        guard let first = meaning(left.joined(separator: " "), kind) else { return false }
        return first == meaning(right.joined(separator: " "), kind)
    }

    private static func meaning(_ word: String, _ kind: StateColumn.Kind) -> StateWords.Meaning? {
        if kind == .gone, let answer = StateWords.boolean(word) { return answer ? .unwanted : .wanted(.active) }
        return StateWords.meaning(inHint: word, isNegated: kind == .negated)
    }

    /// Returns whether a header says that days are written in an order other than ISO 8601's although they look the
    /// same.
    static func swapsDays(in header: String) -> Bool {
        texts(of: header).contains { text in
            ["yyyyddmm", "jjjjttmm", "aaaajjmm", "aaaaddmm", "yyyydm"].contains(text.lowercased().filter(\.isLetter))
        }
    }
}
