/// Reads an XML roster: every element with the record's name is a user.
struct XMLRosterReader: FormatReader {
    private static let deepest = 100

    private let file: String
    private let builder: RosterBuilder
    private let parser = XMLPushParser()
    private var vocabulary: XMLVocabulary
    private var records: XMLRecordReader
    private var record: XMLRecord?
    private var depth = 0
    private var elements = 0
    private var rows = 0
    private var hasFailed = false

    init(file: String, builder: RosterBuilder) {
        self.file = file
        self.builder = builder
        vocabulary = XMLVocabulary(root: "", asked: builder.options.xmlRecord)
        records = XMLRecordReader(file: file, builder: builder)
    }

    var hasGivenUp: Bool { parser.hasStopped }

    mutating func consume(_ chunk: UnsafeRawBufferPointer) {
        parser.parse(chunk, isLast: false) { take($0) }
    }

    mutating func finish() -> FileSummary {
        parser.parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) { take($0) }
        if rows == 0, elements > 1, !hasFailed {
            report(
                .noRecords, TextPosition(),
                "the document has no <\(escaped(vocabulary.record, limit: 40))> element.  "
                    + "Pass --xml-record with the name of the elements that are users.")
        }
        return FileSummary(rows: rows, columns: records.columns, passedOver: records.passedOver)
    }

    private mutating func take(_ event: XMLEvent) {
        switch event {
        case .start(let name, let attributes, let position): start(name, attributes, position)
        case .end: end()
        case .text(let text): record?.append(text)
        case .failure(let failure):
            hasFailed = true
            report(failure.code, failure.position, failure.message)
        }
        if let record, record.isTooLarge, !hasFailed {
            stop(record.position, "a user is larger than \(XMLRecord.largest) bytes.  Shorten its texts.")
        }
    }

    private mutating func start(_ name: String, _ attributes: [XMLAttribute], _ position: TextPosition) {
        depth += 1
        elements += 1
        if depth == 1 { vocabulary = XMLVocabulary(root: name, asked: builder.options.xmlRecord) }
        if depth > Self.deepest {
            stop(position, "elements are nested more than \(Self.deepest) deep.  Flatten the document.")
        } else if record != nil {
            record?.start(name, attributes, position)
        } else if name == vocabulary.record {
            rows += 1
            if vocabulary.isUnwanted(attributes) {
                builder.leaveOut()
            } else {
                record = XMLRecord(attributes, position)
            }
        }
    }

    private mutating func end() {
        depth -= 1
        guard let record else { return }
        if record.isOutermost {
            records.take(record, vocabulary: vocabulary)
            self.record = nil
        } else {
            self.record?.end()
        }
    }

    private mutating func stop(_ position: TextPosition, _ message: String) {
        parser.stop()
        hasFailed = true
        report(.xmlLimit, position, message)
    }

    private func report(_ code: RosterProblem.Code, _ position: TextPosition, _ message: String) {
        let location = SourceLocation(file: file, position: position)
        builder.report(RosterProblem(location: location, code: code, message: message))
    }
}
