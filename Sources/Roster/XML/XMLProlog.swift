/// Holds the beginning of an XML document back until its document type declaration is whole.
///
/// When a document comes in pieces, libxml2 before 2.11 takes the first `>` behind `<!DOCTYPE` for the end of the
/// declaration, also one in a literal.
struct XMLProlog {
    private enum State {
        case text, opened, exclamation, declaration
        case instruction(last: UInt8)
        case comment(dashes: Int)
        case literal(quote: UInt8)
        case over
    }

    /// What is held back at the most; no document has as much before its first element.
    private static let longest = 65_536

    private var state = State.text
    private var held: [UInt8] = []

    /// Whether nothing is held back any more.
    private(set) var isOver = false

    /// Takes in the next bytes.
    ///
    /// - Returns: Everything held back and these bytes, once the prolog is over; nil until then.
    mutating func take(_ chunk: UnsafeRawBufferPointer) -> [UInt8]? {
        held.append(contentsOf: chunk)
        // In UTF-16 every other byte of these characters is zero.
        for byte in chunk where byte != 0 {
            if case .over = state { break }
            step(byte)
        }
        if case .over = state { return end() }
        return held.count > Self.longest ? end() : nil
    }

    /// Gives back what is held, because nothing more comes or nothing is waited for.
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
