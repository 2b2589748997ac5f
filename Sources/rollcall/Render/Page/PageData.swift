import Foundation

/// The rows of a page for its script: every different text once, and the rows as indexes of texts, so that a hundred
/// thousand rows stay small.
struct PageData: Encodable {
    private let sorts: [Document.Column.Sort]
    private let texts: [String]
    private let rows: [[Int]]

    /// Creates the data.
    ///
    /// - Parameters:
    ///   - cells: The rows.
    ///   - sorts: The order of the rows by each column.
    init(_ cells: [[String]], sorts: [Document.Column.Sort]) {
        self.sorts = sorts
        // Compare bytes: String treats two spellings of José as equal, and a name must be shown unchanged.
        var numbers: [[UInt8]: Int] = [:]
        var texts: [String] = []
        rows = cells.map { cells in
            cells.map { cell in
                let bytes = Array(cell.utf8)
                if let number = numbers[bytes] { return number }
                numbers[bytes] = texts.count
                texts.append(PrintableText.escaped(cell))
                return texts.count - 1
            }
        }
        self.texts = texts
    }

    /// Returns the JSON in a form that is safe in a script element: it cannot end the element.
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
