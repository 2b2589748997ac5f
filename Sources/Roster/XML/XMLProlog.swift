/// Holds back the beginning of an XML document until its document type declaration is complete.
///
/// If a document arrives in pieces, libxml2 before 2.11 ends the declaration at the first `>` after `<!DOCTYPE`, even
/// at one in a literal.
struct XMLProlog {
    private enum State {
        case text, opened, exclamation, declaration
        case instruction(last: UInt8)
        case comment(dashes: Int)
        case literal(quote: UInt8)
        case over
    }

    /// The maximum number of bytes held back; no document has as many before its first element.
    private static let longest = 65_536

    private var state = State.text
    private var held: [UInt8] = []

    /// Whether the prolog is over and nothing is held back.
    private(set) var isOver = false

    /// Reads the next bytes.
    ///
    /// - Returns: All bytes held back and these, once the prolog is over; nil until then.
    mutating func remainder(after chunk: UnsafeRawBufferPointer) -> [UInt8]? {
        held.append(contentsOf: chunk)
        // In UTF-16, every other byte of these characters is zero.
        for byte in chunk where byte != 0 {
            if case .over = state { break }
            step(byte)
        }
        if case .over = state { return end() }
        return held.count > Self.longest ? end() : nil
    }

    /// Returns the held bytes because there are no more, or because waiting is pointless.
    mutating func end() -> [UInt8] {
        defer { held = [] }
        isOver = true
        return held
    }

    private mutating func step(_ byte: UInt8) {
        state =
            switch (state, byte) {
            case (.text, UInt8(ascii: "<")): .opened
            case (.opened, UInt8(ascii: "?")): .instruction(last: 0)
            case (.opened, UInt8(ascii: "!")): .exclamation
            // The first element.
            case (.opened, _): .over
            case (.instruction(UInt8(ascii: "?")), UInt8(ascii: ">")): .text
            case (.instruction, _): .instruction(last: byte)
            case (.exclamation, UInt8(ascii: "-")): .comment(dashes: 0)
            case (.exclamation, _): .declaration
            case (.comment(let dashes), UInt8(ascii: ">")) where dashes >= 2: .text
            case (.comment(let dashes), UInt8(ascii: "-")): .comment(dashes: dashes + 1)
            case (.comment, _): .comment(dashes: 0)
            case (.declaration, UInt8(ascii: "\"")), (.declaration, UInt8(ascii: "'")): .literal(quote: byte)
            case (.declaration, UInt8(ascii: ">")), (.declaration, UInt8(ascii: "[")): .over
            case (.literal(let quote), _): byte == quote ? .declaration : state
            default: state
            }
    }
}
