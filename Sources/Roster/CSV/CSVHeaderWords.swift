/// Distinguishes headers among a file's rows from rows.
struct CSVHeaderWords {
    enum Kind {
        case row
        /// A repetition of the file's own header.
        case sameHeader
        /// A header with other columns or in another order.
        case otherHeader
        /// A separator line that exporting programs write above or below a header.
        case underline
    }

    /// The headers in the form used for comparison.
    private let own: [String]
    private let username: Int
    private let words: Set<String>
    /// Whether no header contains a digit or @, as most names do.
    private let hasOnlyLetters: Bool
    /// For each first letter, the lengths of possible header words: most names need no further check.
    private var lengths = [UInt64](repeating: 0, count: 256)

    init?(_ header: CSVHeader) {
        guard let username = header.columns.fields.username else { return nil }
        self.username = username
        own = header.names.map(normalizedHeader)
        words = Self.usual.union(own).subtracting([""])
        hasOnlyLetters = !header.names.joined().utf8.contains {
            $0 == UInt8(ascii: "@") || (0x30...0x39).contains($0)
        }
        for word in words.union(header.names) where word.utf8.count < 64 {
            for first in [word.lowercased().utf8.first, word.uppercased().utf8.first].compactMap(\.self) {
                for length in word.utf8.count...min(63, word.utf8.count + 3) where length < 64 {
                    lengths[Int(first)] |= 1 << UInt64(length)
                }
            }
        }
        // A byte order mark, or a quote after one.
        lengths[0xEF] = .max
        lengths[Int(UInt8(ascii: "-"))] = .max
    }

    func kind(of record: CSVRecord, _ header: CSVHeader, isFirst: Bool) -> Kind {
        let index = record.fieldCount == header.fieldCount ? username : 0
        guard index < record.values.count else { return .row }
        if isPreamble(record) { return .underline }
        let range = record.values[index].range
        guard let byte = range.isEmpty ? nil : record.bytes[range.lowerBound] else { return .row }
        if range.count < 64, lengths[Int(byte)] >> UInt64(range.count) & 1 == 0, record.bytes[0] != 0xEF {
            return .row
        }
        if hasOnlyLetters, Self.hasDigitOrAt(record.bytes, range) { return .row }
        return closerLook(record, isFirst: isFirst)
    }

    /// Returns whether a record is a `sep=;` or `#TYPE ...` line, as found in concatenated files.
    private func isPreamble(_ record: CSVRecord) -> Bool {
        guard let first = record.values.first?.range, first.count > 3 else { return false }
        let byte = record.bytes[first.lowerBound]
        // `"sep=;"` has seven bytes.
        guard byte == UInt8(ascii: "#") || byte | 0x20 == UInt8(ascii: "s") && first.count < 8 else { return false }
        guard record.values.dropFirst().allSatisfy(\.range.isEmpty) else { return false }
        let text = record.text(0)
        return text.hasPrefix("#TYPE ") || text.lowercased() == "sep="
            || CSVPreamble.separator(Array(text.utf8)) != nil
    }

    private static func hasDigitOrAt(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        for index in range where bytes[index] == UInt8(ascii: "@") || (0x30...0x39).contains(bytes[index]) {
            return true
        }
        return false
    }

    private func closerLook(_ record: CSVRecord, isFirst: Bool) -> Kind {
        let texts = record.values.indices.map(record.text)
        if isFirst, texts.allSatisfy({ $0.utf8.count > 1 && $0.utf8.allSatisfy { $0 == UInt8(ascii: "-") } }) {
            return .underline
        }
        let names = texts.map(normalizedHeader)
        if names == own { return .sameHeader }
        let filled = names.filter { !$0.isEmpty }
        if filled == own.filter({ !$0.isEmpty }) { return .sameHeader }
        let isNamedSo = username < names.count && names[username] == own[username]
        let isHeader = filled.count > 1 && filled.allSatisfy(words.contains)
        return isNamedSo || isHeader ? .otherHeader : .row
    }

    /// Returns the names of a header with a username column, if the fields are one, possibly with another delimiter.
    static func header(
        in fields: [String], delimiter: UInt8, asked: [RosterField: String]
    ) -> (names: [String], delimiter: UInt8)? {
        let line = Array(fields.joined(separator: String(Character(Unicode.Scalar(delimiter)))).utf8)
        for other in [delimiter] + ",;\t|".utf8.filter({ $0 != delimiter }) {
            let names = other == delimiter ? fields : CSVLine(bytes: line).texts(other)
            let columns = FieldColumns(names: names, normalized: names.map(normalizedHeader), asked: asked)
            if columns.username != nil { return (names, other) }
        }
        return nil
    }

    private static let usual: Set<String> = RosterField.allCases.reduce(into: usualHeaders) {
        $0.formUnion($1.aliases)
    }
    .union(RosterField.negatedStateAliases)
}
