import Foundation

/// The rows of a page for its script: every different text once, and the rows as numbers of texts, so that a hundred
/// thousand rows stay small.
struct PageData: Encodable {
    private let sorts: [Page.Column.Sort]
    private let texts: [String]
    private let rows: [[Int]]

    init(_ page: Page) {
        sorts = page.columns.map(\.sort)
        var numbers: [ExactText: Int] = [:]
        var texts: [String] = []
        rows = page.rows.map { cells in
            cells.map { cell in
                let text = ExactText(cell)
                if let number = numbers[text] { return number }
                numbers[text] = texts.count
                texts.append(PrintableText.escaped(cell))
                return texts.count - 1
            }
        }
        self.texts = texts
    }

    /// The JSON in a form that can stand in a script element: nothing in it can end the element.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var safe: [UInt8] = []
        for byte in try encoder.encode(self) {
            switch byte {
            case UInt8(ascii: "<"): safe += Array(#"\u003C"#.utf8)
            case UInt8(ascii: ">"): safe += Array(#"\u003E"#.utf8)
            case UInt8(ascii: "&"): safe += Array(#"\u0026"#.utf8)
            default: safe.append(byte)
            }
        }
        return String(decoding: safe, as: UTF8.self)
    }
}

/// A text that equals another only byte by byte, as names do.
private struct ExactText: Hashable {
    private let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }
}
