/// One parsed record: the bytes of its fields and its problems.
struct CSVRecord {
    /// The maximum size of a stored record in bytes; it limits how much an unclosed quote can swallow.
    static let largestRecord = 1 << 20
    /// The maximum number of stored fields; further ones are only counted.
    static let mostFields = 4_096
    private static let mostProblems = 20
    /// The maximum weight of a record; above it, the file is rejected as not a roster.
    private static let heaviest = 16 << 20

    /// The number of bytes read of the record, stored or not, plus a hundred for each invalid byte, which takes as
    /// much time.
    private(set) var weight = 0
    /// Whether the file ends with the record, without a line end.
    var isUnended = false
    private(set) var position = TextPosition()
    /// Whether its first field is in quotes.
    private(set) var beginsWithQuote = false
    private(set) var fieldCount = 0
    /// The number of fields up to the last one that is not empty.
    private(set) var filledCount = 0
    private(set) var problems: [(problem: CSVProblem, position: TextPosition)] = []
    private(set) var bytes: [UInt8] = []
    /// The stored fields.
    private(set) var values: [RosterRow.Value] = []
    /// Where the bytes of the open field begin, and its position in the file.
    private var start = 0
    private var startPosition = TextPosition()
    /// For an open field that is not stored: the number of its bytes, and whether the last one is a carriage return.
    private var unkept = (count: 0, endsWithReturn: false)

    func text(_ index: Int) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: $0[values[index].range], as: UTF8.self) }
    }

    /// Whether the record is too heavy for any roster.
    var isHopeless: Bool { weight > Self.heaviest }

    /// Whether the record is empty so far, or only an unquoted field has begun.
    var isBlank: Bool { fieldCount == 0 && bytes.isEmpty && problems.isEmpty }

    mutating func startField(at position: TextPosition) {
        weight += 1
        if fieldCount == 0 { self.position = position }
        startPosition = position
    }

    /// Records that the open field is in quotes.
    mutating func noteQuote() {
        if fieldCount == 0 { beginsWithQuote = true }
    }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        weight += text.count
        if bytes.count + text.count > Self.largestRecord {
            note(.rowTooLarge(limit: Self.largestRecord), at: startPosition, once: true)
        } else if fieldCount < Self.mostFields {
            bytes.append(contentsOf: text)
        } else if !text.isEmpty {
            unkept = (unkept.count + text.count, text.last == UInt8(ascii: "\r"))
        }
    }

    mutating func append(_ byte: UInt8) {
        withUnsafePointer(to: byte) { append(UnsafeBufferPointer(start: $0, count: 1)) }
    }

    /// Removes the carriage return of a line that ends with CR LF.
    mutating func dropCarriageReturn() {
        if bytes.count > start, bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        if unkept.endsWithReturn { unkept = (unkept.count - 1, false) }
    }

    mutating func endField() {
        if fieldCount < Self.mostFields {
            values.append(RosterRow.Value(range: start..<bytes.count, position: startPosition))
            if start < bytes.count { filledCount = fieldCount + 1 }
            start = bytes.count
        } else {
            if unkept.count > 0 { filledCount = fieldCount + 1 }
            unkept = (0, false)
        }
        fieldCount += 1
    }

    /// Whether it contains only white space or the end-of-file mark of old systems.
    var isEmpty: Bool {
        guard problems.isEmpty, filledCount <= values.count else { return false }
        for index in 0..<bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D, 0x1A: break
            default: return false
            }
        }
        return true
    }

    mutating func note(_ problem: CSVProblem, at position: TextPosition, once: Bool = false) {
        weight += 100
        if once, problems.contains(where: { $0.problem == problem }) { return }
        if problems.count < Self.mostProblems { problems.append((problem, position)) }
    }

    mutating func clear() {
        weight = 0
        isUnended = false
        beginsWithQuote = false
        fieldCount = 0
        filledCount = 0
        problems.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        start = 0
    }
}
