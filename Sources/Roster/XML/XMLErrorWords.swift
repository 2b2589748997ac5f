/// libxml2's own words for an error, without what they quote from the document: where a password holds
/// a raw `<` or `&`, that would be the password.
struct XMLErrorWords {
    /// The message as libxml2 put it together.
    let message: String
    /// The texts that it put into the message.
    let quoted: [String]

    /// The words with an ellipsis for everything quoted; nil when that cannot be told apart from them.
    var shown: String? {
        var words = Substring(message.inOneLine)
        let texts = Set(quoted.map(\.inOneLine)).sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
        for text in texts where !text.isEmpty {
            guard let without = Self.words(words, without: text) else { return nil }
            words = Substring(without)
        }
        return words.isEmpty ? nil : String(words)
    }

    /// Only whole words are taken for the text: a tag called "a" is not every letter "a" of the message.
    private static func words(_ message: Substring, without text: String) -> String? {
        var result = ""
        var rest = message
        var wasFound = false
        while let range = rest.firstRange(of: text) {
            let before = rest[..<range.lowerBound].last ?? result.last
            let isWord = !isInWord(before) && !isInWord(rest[range.upperBound...].first)
            result += rest[..<range.lowerBound] + (isWord ? "…" : rest[range])
            rest = rest[range.upperBound...]
            wasFound = wasFound || isWord
        }
        return wasFound ? result + rest : nil
    }

    private static func isInWord(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0.isNumber } ?? false
    }
}

extension String {
    /// The text in one line.
    fileprivate var inOneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
