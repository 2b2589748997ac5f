/// Reads an XML roster: every element with the record's name is a user.
struct XMLRosterReader: FormatReader {
    private static let deepest = 100

    private let file: String
    private let builder: RosterBuilder
    private let parsing = XMLPipeline()
    private var prolog = XMLProlog()
    private var vocabulary: XMLVocabulary
    private var records: XMLRecordReader
    private var record = XMLRecord()
    /// The bytes that the values of the record and of the current chunk are ranges of.
    private var text: [UInt8] = []
    private var paths = XMLPaths()
    /// Whether the reader is within a user's element.
    private var isInRecord = false
    /// Whether the element marks its user as not wanted.
    private var isUnwanted = false
    /// The number of the record's name, once one has been read.
    private var recordName: Int32?
    /// Whether there is text outside of all records.
    private var hasOuterText = false
    /// The name of the outermost element.
    private var root = ""
    /// The name of the first element within the outermost one.
    private var firstInner: String?
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

    var hasGivenUp: Bool { hasFailed }

    mutating func consume(_ chunk: UnsafeRawBufferPointer) {
        if prolog.isOver {
            parsing.parse(chunk) { read($0) }
        } else if let beginning = prolog.remainder(after: chunk) {
            startParser(with: beginning)
        }
    }

    private mutating func startParser(with bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
            hasFailed = true
            report(.utf32, at: TextPosition())
            return
        }
        let beginning = XMLStart(bytes)
        parsing.droppedLines = beginning.droppedLines
        beginning.bytes.withUnsafeBytes { bytes in parsing.parse(bytes) { read($0) } }
    }

    mutating func finish() -> FileSummary {
        if !prolog.isOver { startParser(with: prolog.end()) }
        parsing.finish { read($0) }
        let isEmptyList = elements == 1 && !hasOuterText && vocabulary.isList(root)
        if rows == 0, elements > 0, !isEmptyList, !hasFailed {
            report(.noRecords(element: vocabulary.record, root: root, first: firstInner), at: TextPosition())
        }
        return FileSummary(rows: rows, columns: records.columns)
    }

    private mutating func read(_ events: XMLEvents) {
        let base = text.count
        text.append(contentsOf: events.text)
        var attributes = 0
        for event in events.events where !hasFailed {
            switch event.kind {
            case .start:
                let own = attributes..<attributes + Int(event.attributes)
                attributes = own.upperBound
                start(event, attributes: own, of: events, base: base)
                checkSize()
                if event.isClosed, !hasFailed { end() }
            case .text:
                if isInRecord {
                    record.append(event.text.shifted(by: base))
                } else {
                    noteOuterText(events.text[event.text])
                }
                checkSize()
            case .end: end()
            case .failure: fail(events.failure)
            }
        }
        let kept = isInRecord ? record.textStart ?? text.count : text.count
        text.removeFirst(kept)
        if isInRecord { record.shift(by: kept) }
    }

    private mutating func noteOuterText(_ text: ArraySlice<UInt8>) {
        if !hasOuterText, rows == 0 { hasOuterText = text.contains { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } }
    }

    private mutating func checkSize() {
        guard isInRecord, record.isTooLarge, !hasFailed else { return }
        stop(.userTooLarge(limit: XMLRecord.largest), at: record.position)
    }

    private mutating func start(
        _ event: XMLEvents.Event, attributes: Range<Int>, of events: XMLEvents, base: Int
    ) {
        depth += 1
        elements += 1
        if depth == 1 {
            root = events.names[Int(event.name)]
            vocabulary = XMLVocabulary(root: root, asked: builder.options.xmlRecord)
        }
        if depth == 2, firstInner == nil { firstInner = events.names[Int(event.name)] }
        if depth > Self.deepest {
            stop(.tooDeep(limit: Self.deepest), at: event.position)
        } else if isInRecord {
            let path = addValue(
                event.name, of: record.openPath, isAttribute: false, text: event.text.shifted(by: base),
                at: event.position, names: events.names)
            record.start()
            for attribute in events.attributes[attributes] {
                let value = attribute.value.shifted(by: base)
                addValue(
                    attribute.name, of: path, isAttribute: true, text: value, at: event.position, names: events.names)
            }
        } else if isRecord(event.name, events) {
            startRecord(event, attributes: attributes, of: events, base: base)
        } else if rows == 0 {
            noteOuterText(events.text[event.text])
        }
    }

    private mutating func isRecord(_ name: Int32, _ events: XMLEvents) -> Bool {
        if let recordName { return recordName == name }
        guard events.names[Int(name)] == vocabulary.record else { return false }
        recordName = name
        return true
    }

    private mutating func startRecord(
        _ event: XMLEvents.Event, attributes: Range<Int>, of events: XMLEvents, base: Int
    ) {
        rows += 1
        isUnwanted =
            vocabulary.isIMSEnterprise
            && events.attributes[attributes].contains { attribute in
                let value = String(decoding: events.text[attribute.value], as: UTF8.self)
                return vocabulary.isUnwanted(events.names[Int(attribute.name)], value)
            }
        isInRecord = true
        if paths.isFull {
            paths = XMLPaths()
            records.forget()
        }
        record.reset(at: event.position)
        for attribute in events.attributes[attributes] {
            let value = attribute.value.shifted(by: base)
            addValue(
                attribute.name, of: XMLPaths.record, isAttribute: true, text: value, at: event.position,
                names: events.names)
        }
    }

    @discardableResult
    private mutating func addValue(
        _ name: Int32, of parent: Int32, isAttribute: Bool, text: Range<Int>, at position: TextPosition,
        names: [String]
    ) -> Int32 {
        let path = paths.number(
            name, of: parent, isAttribute: isAttribute, names, guess: records.guess(record.values.count))
        record.append(path, length: paths.texts[Int(path)].utf8.count, text: text, at: position)
        return path
    }

    private mutating func end() {
        depth -= 1
        guard isInRecord else { return }
        if record.isOutermost {
            if isUnwanted {
                records.leaveOut(record, text: text, paths: paths, vocabulary: vocabulary)
            } else {
                records.read(record, text: text, paths: paths, vocabulary: vocabulary)
            }
            isInRecord = false
        } else {
            record.end()
        }
    }

    private mutating func fail(_ failure: XMLFailure?) {
        guard let failure else { return }
        hasFailed = true
        report(failure.problem, at: failure.position)
    }

    private mutating func stop(_ problem: XMLProblem, at position: TextPosition) {
        parsing.stop()
        hasFailed = true
        report(problem, at: position)
    }

    private func report(_ problem: XMLProblem, at position: TextPosition) {
        builder.report(RosterProblem(file: file, position: position, detail: .xml(problem)))
    }
}

extension Range<Int> {
    fileprivate func shifted(by offset: Int) -> Range { lowerBound + offset..<upperBound + offset }
}
