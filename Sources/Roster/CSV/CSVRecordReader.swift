/// Makes rows of a CSV file's records, the first of which is the header.
struct CSVRecordReader {
    /// How far below a line that is no header one is looked for.
    private static let furthestHeader = 30

    private let file: String
    private let builder: RosterBuilder
    private var header: CSVHeader?
    private var words: CSVHeaderWords?
    private var surplus: CSVSurplus?
    private var headerIsUsable = false
    /// The complaint that no column is the username's, held back while a header is looked for further down.
    private var held: CSVHeader.Complaint?
    private var rows = 0
    private var repeatedHeaders = 0
    /// What stands between fields.
    var delimiter = UInt8(ascii: ",")
    /// What the last column looks like, once there is a header.
    private var lastColumn: CSVLastColumn?
    private var cutOff: CutOff?
    /// Whether the next record is neither header nor row.
    var skipsNext = false
    /// What messages call the file's encoding.
    var encodingName = "UTF-8"

    init(file: String, builder: RosterBuilder) {
        self.file = file
        self.builder = builder
    }

    mutating func take(_ record: CSVRecord) {
        if let header {
            if record.isEmpty { return }
            if held != nil { look(forHeaderIn: record) }
            take(record, header)
        } else {
            takeHeader(record)
        }
    }

    mutating func finish() -> FileSummary {
        reportHeld()
        guard let header else {
            report(
                .emptyFile, at: TextPosition(),
                message: "the file is empty.  Give it a header with a \"username\" column and a row for each user.")
            return FileSummary(rows: 0)
        }
        return FileSummary(
            rows: rows, columns: header.summary, repeatedHeaders: repeatedHeaders, cutOff: cutOff)
    }

    private mutating func takeHeader(_ record: CSVRecord) {
        let header = CSVHeader(record, options: builder.options, delimiter: delimiter)
        self.header = header
        words = CSVHeaderWords(header)
        surplus = CSVSurplus(header)
        report(record.flaws)
        // A flaw explains everything else that is wrong with a header, and no row can be trusted behind it.
        var complaints = record.flaws.isEmpty ? header.complaints(record) : []
        if record.flaws.isEmpty, record.filledCount > record.values.count {
            let message =
                "the header has \(record.filledCount) fields, but at most \(CSVRecord.mostFields) are read.  "
                + "Look for a line break that is missing, or delete columns."
            complaints = [(.recordTooLong, record.position, message)]
        }
        headerIsUsable = record.flaws.isEmpty && complaints.isEmpty
        if headerIsUsable { lastColumn = CSVLastColumn(header) }
        if complaints.count == 1, complaints[0].code == .missingUsernameColumn {
            held = complaints[0]
            if record.fieldCount == 1,
                CSVHeaderWords.header(in: header.names, delimiter: 0, asked: builder.options.columns) != nil
            {
                held?.message =
                    "the whole header stands within quotes, so that it is one column.  Export the file again without quotes "
                    + "around whole lines, or take the outer quotes away."
                reportHeld()
            }
        } else {
            for complaint in complaints { report(complaint.code, at: complaint.position, message: complaint.message) }
        }
    }

    /// Points at a header that stands below the line that was taken for it.
    private mutating func look(forHeaderIn record: CSVRecord) {
        guard let complaint = held else { return }
        let texts = record.values.indices.map(record.text)
        if let names = CSVHeaderWords.header(in: texts, delimiter: delimiter, asked: builder.options.columns) {
            let shown = names.prefix(10).map { "\"\(escaped($0, limit: 40))\"" }.joined(separator: ", ")
            held?.message =
                "no column for the username in the first line, but line \(record.position.line) has one: \(shown).  "
                + "Delete the lines above line \(record.position.line)."
            reportHeld()
        } else if record.position.line > complaint.position.line + Self.furthestHeader {
            reportHeld()
        }
    }

    private mutating func reportHeld() {
        if let held { report(held.code, at: held.position, message: held.message) }
        held = nil
    }

    private mutating func take(_ record: CSVRecord, _ header: CSVHeader) {
        if headerIsUsable, record.flaws.isEmpty, takeHeaderAmongRows(record, header) { return }
        if rows < 2, headerIsUsable, isExample(record) {
            report(
                .decoratedValue, at: record.position,
                message: "the row is the example that a template has below its header.  Delete it.")
            rows += 1
            return
        }
        rows += 1
        if record.isUnended { noteEnd(record, header) } else { lastColumn?.note(record) }
        let other = header.namedCount == 1 ? Self.otherDelimiter(in: record, than: delimiter) : nil
        let counts = other == nil && surplus?.allows(record) ?? false
        if record.flaws.isEmpty, counts {
            if headerIsUsable { builder.add(header.row(record), of: file) }
            return
        }
        let name = headerIsUsable ? header.username(of: record) : nil
        report(record.flaws, username: name?.text)
        // Without a header there is no telling how many fields there should be.
        if record.flaws.isEmpty, headerIsUsable {
            report(
                .fieldCount, at: record.position, username: name?.text,
                message: complaint(aboutFieldsOf: record, header, other))
        }
        if let name, record.fieldCount == header.fieldCount {
            builder.reject(username: name.text, at: name.position, of: file)
        }
    }

    /// A delimiter that a row of one field has in it.
    private static func otherDelimiter(in record: CSVRecord, than delimiter: UInt8) -> UInt8? {
        guard let value = record.values.first else { return nil }
        return record.bytes[value.range].first {
            ($0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "|")) && $0 != delimiter
        }
    }

    private func complaint(aboutFieldsOf record: CSVRecord, _ header: CSVHeader, _ other: UInt8?) -> String {
        if let other {
            let mark = Character(Unicode.Scalar(other))
            return
                "the header has one column, and the row has \"\(mark)\" in it as if it had several.  Give the header a name for each "
                + "column and pass --delimiter '\(mark)', or delete what is not the username."
        }
        if record.fieldCount == 1, record.values.first.map({ record.bytes[$0.range].contains(0x20) }) ?? false {
            return
                "the row has a single field, and may be a remark of the program that wrote the file.  Delete it, or give it all "
                + "\(header.fieldCount) fields."
        }
        guard record.fieldCount == header.fieldCount else { return header.complaint(aboutCount: record.fieldCount) }
        return
            "the row has a value below a column without a name, so its values may have moved.  Put quotes around a value that has the "
            + "delimiter in it, or give the column a name."
    }

    /// Whether a value begins with `Example:`, as in Microsoft's templates, also where one name of their example was left.
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

    /// Whether a record is a header, which files that were joined have among their rows: the same one says nothing, behind
    /// another one no row can be trusted.
    private mutating func takeHeaderAmongRows(_ record: CSVRecord, _ header: CSVHeader) -> Bool {
        switch words?.kind(of: record, header, isFirst: rows == 0) {
        case nil, .row?: return false
        case .sameHeader?: repeatedHeaders += 1
        case .underline?: break
        case .otherHeader?:
            let location = SourceLocation(file: file, position: record.position)
            let message =
                "another header stands among the rows, as where files were joined, and the rows below may have other "
                + "columns than the first header says.  Give rollcall each file by itself."
            builder.report(
                RosterProblem(location: location, code: .headerAmongRows, message: message), hidesRows: true)
        }
        return true
    }

    /// Notes what shows that the file ends too early.
    private mutating func noteEnd(_ record: CSVRecord, _ header: CSVHeader) {
        guard let evidence = lastColumn?.evidence(record) else { return }
        var position = record.position
        if record.fieldCount >= header.namedCount, let last = record.values.last { position = last.position }
        cutOff = CutOff(location: SourceLocation(file: file, position: position), evidence: evidence)
    }

    private func report(_ flaws: [(flaw: CSVRecord.Flaw, position: TextPosition)], username: String? = nil) {
        for (flaw, position) in flaws {
            let (code, message) = complaint(flaw)
            report(code, at: position, username: username, message: message)
        }
    }

    private func report(
        _ code: RosterProblem.Code, at position: TextPosition, username: String? = nil, message: String
    ) {
        let location = SourceLocation(file: file, position: position)
        let problem = RosterProblem(location: location, code: code, username: username, message: message)
        builder.report(problem, hidesRows: !headerIsUsable)
    }

    private func complaint(_ flaw: CSVRecord.Flaw) -> (RosterProblem.Code, String) {
        switch flaw {
        case .unclosedQuote:
            (
                .unclosedQuote,
                "the quote that opens here is never closed.  Close it, or put quotes around the value "
                    + "and write this one twice."
            )
        case .textAfterQuote:
            (
                .textAfterQuote,
                "text follows a closing quote.  Write a quote within a quoted value twice: \"\"."
            )
        case .nul:
            (
                .nulCharacter,
                "a NUL character.  Delete it; if the file is UTF-16, pass --encoding utf-16, or save it as UTF-8."
            )
        case .invalidBytes(let bytes):
            (
                .invalidByte,
                "\(bytes.count == 1 ? "the byte" : "the bytes") \(bytes.map(hexadecimal).joined(separator: " ")) "
                    + "cannot be read as \(encodingName).  Pass --encoding with the file's own, such as "
                    + "windows-1252, or save the file as UTF-8."
            )
        case .tooLong:
            (
                .recordTooLong,
                "the row is larger than \(CSVRecord.largestRecord) bytes.  Look for a quote that opens in it "
                    + "and is not closed."
            )
        }
    }
}
