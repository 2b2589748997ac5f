/// libxml2's error message without the texts that it quotes from the document: if a password contains a raw `<` or
/// `&`, the quote would be the password.
struct XMLErrorWords {
    /// The message from libxml2.
    let message: String
    /// The texts that libxml2 inserted into the message.
    let quoted: [String]

    /// The message with an ellipsis for every quoted text; nil if the quotes cannot be found.
    var shown: String? {
        var words = Substring(message.inOneLine)
        let texts = Set(quoted.map(\.inOneLine)).sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
        for text in texts where !text.isEmpty {
            guard let without = Self.words(words, without: text) else { return nil }
            words = Substring(without)
        }
        return words.isEmpty ? nil : String(words)
    }

    /// Replaces only whole words: a tag called "a" is not every letter "a" of the message.
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
    /// The text on one line.
    fileprivate var inOneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
