/// External text in Markdown: it is shown as text and never as markup.
///
/// Backslashes are not sufficient.  Text that looks like an address becomes a link and `@all` notifies people, even
/// if escaped; only a code span prevents both on every site.  So each word that is not plain is put in a code span.
enum MarkdownText {
    /// Returns a sentence with every word that is not plain in code.  It must not begin a line, because a number
    /// there starts a list.
    static func prose(_ text: String) -> String {
        let words = PrintableText.escaped(text).split(separator: " ")
        return words.map { isPlain($0) ? String($0) : codeWord($0) }.joined(separator: " ")
    }

    /// Returns a word in code, with the punctuation of the sentence after it.
    private static func codeWord(_ word: Substring) -> String {
        guard let last = word.unicodeScalars.last, ".,:;".unicodeScalars.contains(last), word.count > 1 else {
            return code(String(word))
        }
        return code(String(word.unicodeScalars.dropLast())) + String(last)
    }

    /// Returns a name, a path or a command, in code.
    ///
    /// A bar would end the cell of a table and a backtick the code, so they are escaped like control characters.
    static func code(_ text: String) -> String {
        guard !text.isEmpty else { return "" }
        var safe = ""
        for scalar in PrintableText.escaped(text).unicodeScalars {
            switch scalar {
            case "`": safe += "\\u{60}"
            case "|": safe += "\\u{7C}"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return "`\(safe)`"
    }

    /// Returns one row of a table, from cells that are already Markdown.
    static func row(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |"
    }

    /// Returns a table with its header.
    static func table(_ header: [String], _ rows: [[String]]) -> String {
        ([row(header), row(header.map { _ in "---" })] + rows.map(row)).joined(separator: "\n")
    }

    /// Returns whether a word consists of letters, digits and punctuation.  A colon inside a word may name an emoji,
    /// and "www." makes a link.
    private static func isPlain(_ word: Substring) -> Bool {
        let scalars = word.unicodeScalars
        guard scalars.contains(where: isLetterOrDigit) else { return false }
        guard !word.lowercased().contains("www.") else { return false }
        return scalars.dropLast().allSatisfy { isLetterOrDigit($0) || ".,'\"();-".unicodeScalars.contains($0) }
            && scalars.suffix(1).allSatisfy { isLetterOrDigit($0) || ".,'\");:".unicodeScalars.contains($0) }
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
}
