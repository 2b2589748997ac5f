/// The value of `--delimiter`: one ASCII character that can separate fields, or the word tab.
struct Delimiter {
    /// The character.
    let text: String

    init(_ given: String) throws {
        text = given.lowercased() == "tab" || given == "\\t" ? "\t" : given
        guard Self.byte(text) != nil else {
            throw Failure(
                .usage,
                "--delimiter \(given): use one character, as in ';', or tab.  "
                    + "Letters, digits, quotes and line breaks cannot separate fields.")
        }
    }

    /// Returns the character's byte, or nil if it cannot be a delimiter.
    static func byte(_ text: String) -> UInt8? {
        guard text.utf8.count == 1, let byte = text.utf8.first, text != "\"" else { return nil }
        let isWord = text.allSatisfy { $0.isLetter || $0.isNumber }
        return byte == 0x09 || (0x20..<0x7F).contains(byte) && !isWord ? byte : nil
    }
}
