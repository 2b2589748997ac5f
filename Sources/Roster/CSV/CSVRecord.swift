/// One record as the parser found it: its fields' bytes in a row, and what is wrong with it.
struct CSVRecord {
    /// The largest record that is kept, in bytes; it bounds what an unclosed quote can swallow.
    static let largestRecord = 1 << 20
    /// The most fields that are kept; more are only counted.
    static let mostFields = 4_096
    private static let mostProblems = 20
    /// What a record may weigh before the file is given up as something else than a roster.
    private static let heaviest = 16 << 20

    /// The bytes that were read of the record, kept or not, and for each that is no text a hundred more: they take as
    /// much time.
    private(set) var weight = 0
    /// Whether the file ends where the record does, without a line end.
    var isUnended = false
    private(set) var position = TextPosition()
    private(set) var fieldCount = 0
    /// The number of fields up to the last one that has something in it.
    private(set) var filledCount = 0
    private(set) var problems: [(problem: CSVProblem, position: TextPosition)] = []
    private(set) var bytes: [UInt8] = []
    /// The fields that are kept.
    private(set) var values: [RosterRow.Value] = []
    /// Where the bytes of the open field begin, and where it begins in the file.
    private var start = 0
    private var startPosition = TextPosition()
    /// What the open field has when it is not kept: how many bytes, and whether the last is a carriage return.
    private var unkept = (count: 0, endsWithReturn: false)

    func text(_ index: Int) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: $0[values[index].range], as: UTF8.self) }
    }

    /// Whether no file of users has such a record.
    var isHopeless: Bool { weight > Self.heaviest }

    /// Whether nothing but the beginning of an unquoted field has been read.
    var isBlank: Bool { fieldCount == 0 && bytes.isEmpty && problems.isEmpty }

    mutating func beginField(at position: TextPosition) {
        weight += 1
        if fieldCount == 0 { self.position = position }
        startPosition = position
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

    /// Takes back the carriage return of a line that ends with both characters.
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

    /// Whether nothing is in it but white space, or the mark that ended files on old systems.
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
        fieldCount = 0
        filledCount = 0
        problems.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        start = 0
    }
}
