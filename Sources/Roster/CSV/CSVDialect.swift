/// The format of a CSV file, as detected from its first lines.
struct CSVDialect: Hashable {
    var delimiter = UInt8(ascii: ",")
    /// Whether records end with a lone carriage return, as on the first Macintosh systems.
    var endsWithCarriageReturn = false
    /// Whether a space follows every delimiter and so is not part of the values.
    var skipsSpaces = false
    /// The lines above the header, which are skipped: a spreadsheet's `sep=;` line, the `version:v1.0` line of
    /// Microsoft's templates, PowerShell's `#TYPE`, comments, empty rows.
    var preamble = Preamble()

    /// The size of the preamble.
    struct Preamble: Hashable {
        var bytes = 0
        var lines = 0
    }
}

/// Detects a file's dialect from its first lines, byte by byte.
struct CSVDialectSniffer {
    private static let candidates: [UInt8] = Array(",;\t|".utf8)

    private enum Place {
        case fieldStart, unquoted, quoted, closedQuote
    }

    private let delimiter: UInt8?
    private let columns: [RosterField: String]
    private var place = Place.fieldStart
    private var counts = [0, 0, 0, 0]
    private var line: [UInt8] = []
    private var sawCarriageReturn = false
    /// The delimiter that a line above the header specifies.
    private var separator: UInt8?
    /// The bytes passed so far, and how many of them are certainly a preamble.
    private var passed = CSVDialect.Preamble()
    private var hasPreamble = false

    /// Creates a sniffer.
    ///
    /// - Parameters:
    ///   - delimiter: A given delimiter, which is used unchanged.
    ///   - columns: The columns requested by name.
    init(delimiter: UInt8?, columns: [RosterField: String] = [:]) {
        self.delimiter = delimiter
        self.columns = columns
    }

    /// Reads one byte and returns the dialect once it is determined.
    mutating func consume(_ byte: UInt8) -> CSVDialect? {
        if sawCarriageReturn {
            sawCarriageReturn = false
            if byte == UInt8(ascii: "\n") { return endLine(withCarriageReturn: false, length: 2) }
            if let dialect = endLine(withCarriageReturn: true, length: 1) { return dialect }
        }
        if place != .quoted {
            if byte == UInt8(ascii: "\r") {
                sawCarriageReturn = true
                return nil
            }
            if byte == UInt8(ascii: "\n") { return endLine(withCarriageReturn: false, length: 1) }
        }
        line.append(byte)
        move(over: byte)
        return nil
    }

    /// Returns the dialect of a file that ends here.
    mutating func finish() -> CSVDialect {
        let endsWithCarriageReturn = sawCarriageReturn
        let dialect = endLine(withCarriageReturn: endsWithCarriageReturn, length: endsWithCarriageReturn ? 1 : 0)
        return dialect ?? self.dialect(endsWithCarriageReturn: endsWithCarriageReturn)
    }

    /// Ends a line.  A blank line determines nothing, and a line above the header not enough.
    private mutating func endLine(withCarriageReturn: Bool, length: Int) -> CSVDialect? {
        if !line.isEmpty {
            guard isPreamble() else { return dialect(endsWithCarriageReturn: withCarriageReturn) }
            hasPreamble = true
        }
        passed.bytes += line.count + length
        passed.lines += 1 + line.count { $0 == UInt8(ascii: "\n") }
        (place, counts, line) = (.fieldStart, [0, 0, 0, 0], [])
        return nil
    }

    private mutating func isPreamble() -> Bool {
        if let named = CSVPreamble.separator(line) {
            separator = separator ?? named
            return true
        }
        if CSVPreamble.isVersion(line, delimiter: delimiter) || CSVPreamble.isBlank(line, delimiter: delimiter) {
            return true
        }
        let begins = line.first == UInt8(ascii: "\"") ? line.dropFirst().first : line.first
        return begins == UInt8(ascii: "#") && bestDelimiter() == nil
    }

    private mutating func move(over byte: UInt8) {
        let isQuote = byte == UInt8(ascii: "\"")
        switch place {
        case .quoted:
            if isQuote { place = .closedQuote }
        case .fieldStart where isQuote, .closedQuote where isQuote:
            // A quote in a comment does not start a quoted field.
            place = line.first == UInt8(ascii: "#") ? .unquoted : .quoted
        case .fieldStart where byte == UInt8(ascii: " ") && line.count > 1: break
        case .fieldStart, .closedQuote, .unquoted:
            let candidate = Self.candidates.firstIndex(of: byte)
            if let candidate { counts[candidate] += 1 }
            place = candidate == nil && byte != delimiter ? .unquoted : .fieldStart
        }
    }

    private func dialect(endsWithCarriageReturn: Bool) -> CSVDialect {
        let delimiter = delimiter ?? separator ?? bestDelimiter() ?? mostFrequent ?? UInt8(ascii: ",")
        let further = CSVLine(bytes: line).fields(delimiter).dropFirst()
        return CSVDialect(
            delimiter: delimiter, endsWithCarriageReturn: endsWithCarriageReturn,
            skipsSpaces: !further.isEmpty && further.allSatisfy { $0.first == UInt8(ascii: " ") },
            preamble: hasPreamble ? passed : CSVDialect.Preamble())
    }

    private var present: [UInt8] {
        Self.candidates.indices.filter { counts[$0] > 0 }.sorted { counts[$0] > counts[$1] }.map {
            Self.candidates[$0]
        }
    }

    private var mostFrequent: UInt8? { present.first }

    /// Returns the delimiter that gives a username column; of several, the one that gives the most fields.
    private func bestDelimiter() -> UInt8? {
        let possible =
            delimiter.map { [$0] } ?? separator.map { [$0] } ?? (present.isEmpty ? [UInt8(ascii: ",")] : present)
        var best: (delimiter: UInt8, fields: Int)?
        for delimiter in possible {
            let names = CSVLine(bytes: line).texts(delimiter)
            let fields = FieldColumns(names: names, normalized: names.map(normalizedHeader), asked: columns)
            let count = fields.username == nil ? 0 : fields.chosen(of: names).count
            if count > best?.fields ?? 0 { best = (delimiter, count) }
        }
        return best?.delimiter
    }
}
