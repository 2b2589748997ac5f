/// Makes rows from a CSV file's records, the first of which is the header.
struct CSVRecordReader {
    /// How many lines below an unusable header line a header is searched.
    private static let furthestHeader = 30

    private let file: String
    private let builder: RosterBuilder
    private var header: CSVHeader?
    private var words: CSVHeaderWords?
    private var surplus: CSVSurplus?
    private var headerIsUsable = false
    /// The missing-username-column problem, held back during the search for a header further down.
    private var held: CSVHeader.PlacedProblem?
    private var rows = 0
    private var repeatedHeaders = 0
    /// The number of lines among the rows that only separate, and the first of them.
    private var separators = (count: 0, line: 0)
    /// The delimiter between fields.
    var delimiter = UInt8(ascii: ",")
    /// The pattern of the last column, once a header has been read.
    private var lastColumn: CSVLastColumn?
    private var cutOff: CutOff?
    /// Whether the next record is neither header nor row.
    var skipsNext = false

    init(file: String, builder: RosterBuilder) {
        self.file = file
        self.builder = builder
    }

    mutating func read(_ record: CSVRecord) {
        if let header {
            if record.isEmpty { return }
            if held != nil { look(forHeaderIn: record) }
            read(record, header)
        } else {
            readHeader(record)
        }
    }

    mutating func finish() -> FileSummary {
        reportHeld()
        guard let header else {
            report(.csv(.emptyFile), at: TextPosition())
            return FileSummary(rows: 0)
        }
        return FileSummary(
            rows: rows, columns: header.summary, repeatedHeaders: repeatedHeaders, cutOff: cutOff,
            notes: separators.count == 0 ? [] : [.separators(separators.count, line: separators.line)])
    }

    private mutating func readHeader(_ record: CSVRecord) {
        let header = CSVHeader(record, options: builder.options, delimiter: delimiter)
        self.header = header
        words = CSVHeaderWords(header)
        surplus = CSVSurplus(header)
        report(record.problems)
        // A malformed row explains every other problem of a header, and no row after it can be trusted.
        var problems = record.problems.isEmpty ? header.problems(in: record) : []
        if record.problems.isEmpty, record.filledCount > record.values.count {
            problems = []
            let problem = CSVProblem.tooManyColumns(record.filledCount, limit: CSVRecord.mostFields)
            report(.csv(problem), at: record.position)
        } else {
            headerIsUsable = record.problems.isEmpty && problems.isEmpty
        }
        if headerIsUsable { lastColumn = CSVLastColumn(header) }
        guard problems.count == 1, problems[0].problem == .noUsername else {
            for (problem, position) in problems { report(.columns(problem, header.facts), at: position) }
            return
        }
        held = problems[0]
        let isQuoted = record.fieldCount == 1 && record.beginsWithQuote
        guard
            let found = CSVHeaderWords.header(
                in: header.names, delimiter: isQuoted ? 0 : delimiter, asked: builder.options.columns)
        else { return }
        held?.problem = isQuoted ? .quotedHeader : .otherDelimiter(found.delimiter)
        reportHeld()
    }

    /// Reports a header that is below the line used as the header.
    private mutating func look(forHeaderIn record: CSVRecord) {
        guard let problem = held else { return }
        let texts = record.values.indices.map(record.text)
        if let found = CSVHeaderWords.header(in: texts, delimiter: delimiter, asked: builder.options.columns) {
            let shown = found.names.filter { HeaderCells.mayShow($0, hasUsername: false) }
            held?.problem = .headerBelow(line: record.position.line, names: shown)
            reportHeld()
        } else if record.position.line > problem.position.line + Self.furthestHeader {
            reportHeld()
        }
    }

    private mutating func reportHeld() {
        if let held, let header { report(.columns(held.problem, header.facts), at: held.position) }
        held = nil
    }

    private mutating func read(_ record: CSVRecord, _ header: CSVHeader) {
        if headerIsUsable, record.problems.isEmpty, readRepeatedHeader(record, header) { return }
        if rows < 2, headerIsUsable, isExample(record) {
            report(.csv(.exampleRow), at: record.position)
            rows += 1
            return
        }
        rows += 1
        if record.isUnended { noteEnd(record, header) } else { lastColumn?.note(record) }
        let other = CSVForeignDelimiter.find(in: record, delimiter: delimiter, namedCount: header.namedCount)
        let counts = other == nil && surplus?.allows(record) ?? false
        if record.problems.isEmpty, counts {
            if headerIsUsable { builder.add(header.row(record), of: file) }
            return
        }
        reject(record, header, otherDelimiter: other, fieldsFit: counts)
    }

    /// Reports a malformed row.  Its name is shown and kept only if every field is in its column, because any other
    /// value may be the password.
    private mutating func reject(
        _ record: CSVRecord, _ header: CSVHeader, otherDelimiter other: UInt8?, fieldsFit: Bool
    ) {
        let isInPlace = headerIsUsable && fieldsFit && record.problems.allSatisfy(\.problem.keepsFields)
        let name = isInPlace ? header.username(of: record) : nil
        report(record.problems, username: name?.text)
        // Without a header, the expected number of fields is unknown.
        if record.problems.isEmpty, headerIsUsable {
            report(.csv(problem(inFieldsOf: record, header: header, otherDelimiter: other)), at: record.position)
        }
        if let name { builder.reject(username: name.text, at: name.position, of: file) }
        // A surplus moves no field before it.
        if other == nil, record.problems.isEmpty, record.fieldCount == header.fieldCount,
            header.columns.fields.username == 0, headerIsUsable, let name = header.username(of: record)
        {
            builder.reject(username: name.text, at: name.position, of: file)
        }
    }

    private func problem(inFieldsOf record: CSVRecord, header: CSVHeader, otherDelimiter other: UInt8?) -> CSVProblem
    {
        if let other { return .otherDelimiter(other, header: delimiter, columns: header.namedCount) }
        if record.fieldCount == 1, record.values.first.map({ record.bytes[$0.range].contains(0x20) }) ?? false {
            return .singleField(expected: header.fieldCount)
        }
        return record.fieldCount == header.fieldCount
            ? .valueWithoutHeader : header.problem(ofCount: record.fieldCount)
    }

    /// Returns whether a value begins with `Example:`, as in Microsoft's templates, including a row in which only one
    /// name of the example is left.
    private func isExample(_ record: CSVRecord) -> Bool {
        record.values.indices.contains { index in
            let range = record.values[index].range
            guard range.count > 8, range.count < 80 else { return false }
            let first = record.bytes[range.lowerBound]
            guard first == UInt8(ascii: "E") || first == UInt8(ascii: "c") else { return false }
            let text = record.text(index)
            return text.hasPrefix("Example: ") || text == "chris@contoso.com"
        }
    }

    /// Handles a header among the rows, as in concatenated files: the same header is ignored; after a different one,
    /// no row can be trusted.
    private mutating func readRepeatedHeader(_ record: CSVRecord, _ header: CSVHeader) -> Bool {
        switch words?.kind(of: record, header, isFirst: rows == 0) {
        case nil, .row?: return false
        case .sameHeader?: repeatedHeaders += 1
        case .underline?:
            if separators.count == 0 { separators.line = record.position.line }
            separators.count += 1
        case .otherHeader?:
            report(.csv(.headerAmongRows), at: record.position)
        }
        return true
    }

    /// Records evidence that the file is cut off.
    private mutating func noteEnd(_ record: CSVRecord, _ header: CSVHeader) {
        guard let evidence = lastColumn?.evidence(record) else { return }
        var position = record.position
        if record.fieldCount >= header.namedCount, let last = record.values.last { position = last.position }
        cutOff = CutOff(location: SourceLocation(file: file, position: position), evidence: evidence)
    }

    private func report(_ problems: [(problem: CSVProblem, position: TextPosition)], username: String? = nil) {
        for (problem, position) in problems { report(.csv(problem), at: position, username: username) }
    }

    private func report(_ detail: RosterProblem.Detail, at position: TextPosition, username: String? = nil) {
        let problem = RosterProblem(file: file, position: position, detail: detail, username: username)
        builder.report(problem, hidesRows: !headerIsUsable)
    }
}
