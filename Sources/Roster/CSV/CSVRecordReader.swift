/// Makes rows of a CSV file's records, the first of which is the header.
struct CSVRecordReader {
    private let file: String
    private let builder: RosterBuilder
    private var header: CSVHeader?
    private var headerIsUsable = false
    private var rows = 0
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
        if skipsNext {
            skipsNext = false
        } else if let header {
            take(record, header)
        } else {
            takeHeader(record)
        }
    }

    func finish() -> FileSummary {
        guard let header else {
            report(
                .emptyFile, TextPosition(), nil,
                "the file is empty.  Give it a header with a \"username\" column and a row for each user.")
            return FileSummary(rows: 0)
        }
        return FileSummary(
            rows: rows, columns: header.chosenColumns, passedOver: header.passedOver, cutOff: cutOff)
    }

    private mutating func takeHeader(_ record: CSVRecord) {
        let header = CSVHeader(record, options: builder.options)
        self.header = header
        report(record.flaws, nil)
        // A flaw explains everything else that is wrong with a header, and no row can be trusted behind it.
        var complaints = record.flaws.isEmpty ? header.complaints(record) : []
        if record.flaws.isEmpty, record.fieldCount > record.values.count {
            let message =
                "the header has \(record.fieldCount) fields, but at most \(CSVRecord.mostFields) are read.  "
                + "Look for a line break that is missing, or delete columns."
            complaints = [(.recordTooLong, record.position, message)]
        }
        for complaint in complaints { report(complaint.code, complaint.position, nil, complaint.message) }
        headerIsUsable = record.flaws.isEmpty && complaints.isEmpty
        if headerIsUsable { lastColumn = CSVLastColumn(header) }
    }

    private mutating func take(_ record: CSVRecord, _ header: CSVHeader) {
        rows += 1
        if record.isUnended { noteEnd(record, header) } else { lastColumn?.note(record) }
        let counts = record.fieldCount == header.fieldCount
        if record.flaws.isEmpty, counts {
            if headerIsUsable { builder.add(header.row(record), of: file) }
            return
        }
        let name = headerIsUsable ? header.username(of: record) : nil
        report(record.flaws, name?.text)
        if record.flaws.isEmpty {
            let message = countMessage(record.fieldCount, header.fieldCount)
            report(.fieldCount, record.position, name?.text, message)
        }
        if let name, counts {
            builder.reject(username: name.text, at: name.position, of: file)
        }
    }

    /// Notes what shows that the file ends too early.
    private mutating func noteEnd(_ record: CSVRecord, _ header: CSVHeader) {
        guard let evidence = lastColumn?.evidence(record, header.fieldCount) else { return }
        var position = record.position
        if record.fieldCount == header.fieldCount, let last = record.values.last { position = last.position }
        cutOff = CutOff(location: SourceLocation(file: file, position: position), evidence: evidence)
    }

    private func report(_ flaws: [(flaw: CSVRecord.Flaw, position: TextPosition)], _ username: String?) {
        for (flaw, position) in flaws {
            let (code, message) = complaint(flaw)
            report(code, position, username, message)
        }
    }

    private func report(
        _ code: RosterProblem.Code, _ position: TextPosition, _ username: String?, _ message: String
    ) {
        let location = SourceLocation(file: file, position: position)
        let problem = RosterProblem(location: location, code: code, username: username, message: message)
        builder.report(problem, hidesRows: !headerIsUsable)
    }

    private func countMessage(_ count: Int, _ expected: Int) -> String {
        let remedy =
            count > expected
            ? "Put quotes around a value that contains the delimiter, or delete what is too much."
            : "Fill the row up with delimiters, or complete it."
        return "the row has \(count) fields, but the header has \(expected).  \(remedy)"
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
