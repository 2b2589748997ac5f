/// Reads a CSV roster: bytes to text, text to records, records to rows.
struct CSVRosterReader: FormatReader {
    private let file: String
    private let builder: RosterBuilder
    private let decoder: TextDecoder
    private var beginning: CSVStart
    private var parser: CSVParser?
    private var records: CSVRecordReader

    init(file: String, builder: RosterBuilder) {
        self.file = file
        self.builder = builder
        decoder = TextDecoder(encoding: builder.options.encoding)
        beginning = CSVStart(builder.options)
        records = CSVRecordReader(file: file, builder: builder)
    }

    var hasGivenUp: Bool { parser?.hasGivenUp ?? false }

    mutating func consume(_ chunk: UnsafeRawBufferPointer) {
        decoder.decode(chunk) { read($0) }
    }

    mutating func finish() -> FileSummary {
        decoder.finish { read($0) }
        if parser == nil { startParser(beginning.finish()) }
        parser?.finish { records.read($0) }
        var summary = records.finish()
        if decoder.seemsUTF8 { summary.notes.append(.isUTF8(readAs: decoder.encodingName)) }
        return summary
    }

    private mutating func read(_ piece: TextDecoder.Piece) {
        if parser != nil {
            parse(piece)
        } else if let dialect = beginning.dialect(after: piece) {
            startParser(dialect)
        }
    }

    private mutating func startParser(_ dialect: CSVDialect) {
        parser = CSVParser(dialect: dialect, encoding: decoder.encodingName)
        records.delimiter = dialect.delimiter
        var held = beginning
        beginning = CSVStart(builder.options)
        held.replay(skipping: dialect.preamble.bytes) { parse($0) }
    }

    private mutating func parse(_ piece: TextDecoder.Piece) {
        switch piece {
        case .text(let bytes): parser?.consume(bytes) { records.read($0) }
        case .invalid(let bytes): parser?.consumeInvalid(bytes) { records.read($0) }
        }
    }
}
