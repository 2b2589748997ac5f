/// What a CSV file's first record shows about the rest of it.
struct CSVDialect: Hashable {
    var delimiter = UInt8(ascii: ",")
    /// Whether records end with a carriage return alone, as on the first Macintosh systems.
    var endsWithCarriageReturn = false
    /// Whether the first record stands above the header: a spreadsheet's `sep=;` line, or the
    /// `version:v1.0` line of Microsoft's templates.
    var hasPreamble = false
}

/// Finds out a file's dialect from its first record, byte by byte.
struct CSVDialectSniffer {
    private static let candidates: [UInt8] = Array(",;\t|".utf8)
    /// How much of a line is kept; no line above a header is longer.
    private static let longestPreamble = 256

    private enum Place {
        case fieldStart, unquoted, quoted, closedQuote
    }

    private var place = Place.fieldStart
    private var counts = [0, 0, 0, 0]
    private var line: [UInt8] = []
    private var sawCarriageReturn = false
    private var isBelowVersion = false
    private let delimiter: UInt8?

    /// A delimiter given here is not questioned.
    init(delimiter: UInt8?) {
        self.delimiter = delimiter
    }

    /// Takes in one byte and returns the dialect once it is clear.
    mutating func consume(_ byte: UInt8) -> CSVDialect? {
        if sawCarriageReturn {
            sawCarriageReturn = false
            if byte != UInt8(ascii: "\n"), let dialect = endLine(withCarriageReturn: true) { return dialect }
        }
        if place != .quoted {
            if byte == UInt8(ascii: "\r") {
                sawCarriageReturn = true
                return nil
            }
            if byte == UInt8(ascii: "\n") { return endLine(withCarriageReturn: false) }
        }
        if line.count < Self.longestPreamble { line.append(byte) }
        move(over: byte)
        return nil
    }

    /// The dialect of a file that ends here.
    mutating func finish() -> CSVDialect {
        endLine(withCarriageReturn: sawCarriageReturn)
            ?? dialect(endsWithCarriageReturn: sawCarriageReturn, separator: nil)
    }

    /// A blank line says nothing, and one above the header not enough.
    private mutating func endLine(withCarriageReturn: Bool) -> CSVDialect? {
        if line.isEmpty { return nil }
        if !isBelowVersion, CSVPreamble.isVersion(line, delimiter: delimiter) {
            isBelowVersion = true
            (place, counts, line) = (.fieldStart, [0, 0, 0, 0], [])
            return nil
        }
        return dialect(endsWithCarriageReturn: withCarriageReturn, separator: CSVPreamble.separator(line))
    }

    private mutating func move(over byte: UInt8) {
        let isQuote = byte == UInt8(ascii: "\"")
        switch place {
        case .quoted:
            if isQuote { place = .closedQuote }
        case .fieldStart where isQuote, .closedQuote where isQuote:
            place = .quoted
        case .fieldStart, .closedQuote, .unquoted:
            let candidate = Self.candidates.firstIndex(of: byte)
            if let candidate { counts[candidate] += 1 }
            place = candidate == nil && byte != delimiter ? .unquoted : .fieldStart
        }
    }

    private func dialect(endsWithCarriageReturn: Bool, separator: UInt8?) -> CSVDialect {
        let most = counts.max() ?? 0
        let found = most == 0 ? nil : counts.firstIndex(of: most).map { Self.candidates[$0] }
        return CSVDialect(
            delimiter: delimiter ?? separator ?? found ?? UInt8(ascii: ","),
            endsWithCarriageReturn: endsWithCarriageReturn, hasPreamble: isBelowVersion || separator != nil)
    }
}
