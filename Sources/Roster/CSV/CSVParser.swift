/// A state machine over the bytes of a CSV file (RFC 4180), which arrive in chunks of any size.
///
/// The text must be valid UTF-8; invalid bytes are passed to `consumeInvalid`.
struct CSVParser {
    private enum State {
        case fieldStart
        case unquoted
        case quoted
        /// After a quote within a quoted field: either its end or the first of two quotes.
        case quoteInQuoted
        /// After a closing quote and a carriage return.
        case returnAfterQuote
    }

    private let delimiter: UInt8
    /// The name of the encoding.
    private let encoding: String
    private let endsWithCarriageReturn: Bool
    private let skipsSpaces: Bool
    private let unquotedScan: ByteScan
    private let quotedScan: ByteScan
    private var state = State.fieldStart
    private var record = CSVRecord()
    private var position = TextPosition()
    private var quotePosition = TextPosition()
    private var previousWasReturn = false

    private static let quote = UInt8(ascii: "\"")
    private static let space = UInt8(ascii: " ")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(dialect: CSVDialect, encoding: String) {
        self.encoding = encoding
        delimiter = dialect.delimiter
        endsWithCarriageReturn = dialect.endsWithCarriageReturn
        skipsSpaces = dialect.skipsSpaces
        position.line += dialect.preamble.lines
        let lineEnd = endsWithCarriageReturn ? Self.carriageReturn : Self.lineFeed
        unquotedScan = ByteScan(for: (delimiter, lineEnd, Self.lineFeed))
        quotedScan = ByteScan(for: (Self.quote, lineEnd, Self.lineFeed))
    }

    mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, yield: (CSVRecord) -> Void) {
        var index = 0
        while index < bytes.count, !hasGivenUp {
            switch state {
            case .fieldStart where skipsSpaces && bytes[index] == Self.space && record.fieldCount > 0:
                advance(over: bytes[index])
                index += 1
            case .fieldStart:
                startField(with: bytes[index])
                if state == .quoted { index += 1 }
            case .unquoted:
                let end = appendRun(bytes, from: index, endingAt: unquotedScan)
                if end < bytes.count, !hasGivenUp { consumeUnquoted(bytes[end], yield) }
                index = end + 1
            case .quoted:
                let end = appendRun(bytes, from: index, endingAt: quotedScan)
                if end < bytes.count, !hasGivenUp { consumeQuoted(bytes[end]) }
                index = end + 1
            case .quoteInQuoted, .returnAfterQuote:
                if consumeAfterQuote(bytes[index], yield) { index += 1 }
            }
        }
    }

    /// Whether the current record shows that the file is not a roster; the rest is ignored.
    var hasGivenUp: Bool { record.isHopeless }

    /// Adds bytes that are not a character.
    mutating func consumeInvalid(_ bytes: [UInt8], yield: (CSVRecord) -> Void) {
        record.note(.invalidBytes(bytes, encoding: encoding), at: position)
        Array("\u{FFFD}".utf8).withUnsafeBufferPointer { consume($0, yield: yield) }
    }

    /// Ends the file; a missing final line break is allowed.
    mutating func finish(yield: (CSVRecord) -> Void) {
        if hasGivenUp { record.note(.rowTooLarge(limit: CSVRecord.largestRecord), at: record.position, once: true) }
        record.isUnended = true
        switch state {
        case .fieldStart:
            if record.fieldCount == 0 { return }
            record.startField(at: position)
        case .unquoted:
            endUnquotedRecord(yield)
            return
        case .quoted:
            record.note(.unclosedQuote, at: quotePosition)
        case .quoteInQuoted, .returnAfterQuote:
            break
        }
        endRecord(yield)
    }

    private mutating func startField(with byte: UInt8) {
        record.startField(at: position)
        state = .unquoted
        guard byte == Self.quote else { return }
        quotePosition = position
        record.noteQuote()
        advance(over: byte)
        state = .quoted
    }

    /// Appends bytes that need no decision, and returns the index of the first byte that does.
    @inline(__always)
    private mutating func appendRun(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, endingAt scan: ByteScan
    ) -> Int {
        let run = scan.run(in: bytes, from: start)
        guard run.end > start else { return start }
        record.append(UnsafeBufferPointer(rebasing: bytes[start..<run.end]))
        position.column += run.scalars
        previousWasReturn = false
        return run.end
    }

    private mutating func consumeUnquoted(_ byte: UInt8, _ yield: (CSVRecord) -> Void) {
        switch byte {
        case delimiter:
            advance(over: byte)
            record.endField()
            state = .fieldStart
        case 0:
            consumeNul()
        default:
            advance(over: byte)
            endUnquotedRecord(yield)
        }
    }

    private mutating func consumeQuoted(_ byte: UInt8) {
        switch byte {
        case Self.quote:
            advance(over: byte)
            state = .quoteInQuoted
        case 0:
            consumeNul()
        default:
            record.append(byte)
            advance(over: byte)
        }
    }

    /// Returns whether the byte was consumed; if not, it must be processed in the new state.
    private mutating func consumeAfterQuote(_ byte: UInt8, _ yield: (CSVRecord) -> Void) -> Bool {
        let isBehindReturn = state == .returnAfterQuote
        switch byte {
        case Self.quote where !isBehindReturn:
            record.append(byte)
            state = .quoted
        case delimiter where !isBehindReturn:
            record.endField()
            state = .fieldStart
        case Self.carriageReturn where !isBehindReturn && !endsWithCarriageReturn:
            state = .returnAfterQuote
        case Self.lineFeed, Self.carriageReturn:
            if byte == Self.carriageReturn, !endsWithCarriageReturn { return consumeTextAfterQuote() }
            advance(over: byte)
            endRecord(yield)
            return true
        default:
            return consumeTextAfterQuote()
        }
        advance(over: byte)
        return true
    }

    private mutating func consumeTextAfterQuote() -> Bool {
        var textPosition = position
        if state == .returnAfterQuote { textPosition.column -= 1 }
        record.note(.textAfterQuote, at: textPosition)
        state = .unquoted
        return false
    }

    private mutating func consumeNul() {
        record.note(.nul, at: position, once: true)
        advance(over: 0)
    }

    private mutating func endUnquotedRecord(_ yield: (CSVRecord) -> Void) {
        if !endsWithCarriageReturn { record.dropCarriageReturn() }
        if record.isBlank {
            record.clear()
            state = .fieldStart
        } else {
            endRecord(yield)
        }
    }

    private mutating func endRecord(_ yield: (CSVRecord) -> Void) {
        record.endField()
        state = .fieldStart
        yield(record)
        record.clear()
    }

    private mutating func advance(over byte: UInt8) {
        let isReturn = byte == Self.carriageReturn
        let breaksLine: Bool
        if endsWithCarriageReturn {
            breaksLine = isReturn || (byte == Self.lineFeed && !previousWasReturn)
        } else {
            breaksLine = byte == Self.lineFeed
        }
        if breaksLine {
            position.line += 1
            position.column = 1
        } else if !(byte == Self.lineFeed && previousWasReturn) {
            position.column += 1
        }
        previousWasReturn = isReturn
    }
}
