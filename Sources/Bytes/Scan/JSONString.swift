/// Reads one string of a JSON text that arrives in chunks, and returns its bytes.
package struct JSONString {
    /// The state of the string after a chunk.
    enum Progress {
        /// The chunk ended before the string did.
        case cut
        /// The string ends before this index.
        case ended(Int)
        /// The byte at this index is not allowed in a string.
        case broken(Int)
    }

    private enum State {
        case plain, escape
        case unicode(digits: Int, value: UInt32)
    }

    private var state = State.plain
    private var utf8 = UTF8Progress()
    private var highSurrogate: UInt32?
    /// The bytes before the current run: from earlier chunks or before an escape.
    private var held: [UInt8] = []
    private var isHeld = false
    /// The range of the chunk that ends the string.
    private var lastRun = 0..<0
    /// Whether to keep the bytes; otherwise they are only checked.
    private var isWanted = true

    /// Begins a new string.
    mutating func start(isWanted: Bool) {
        self.isWanted = isWanted
        if isHeld { held.removeAll(keepingCapacity: true) }
        isHeld = false
    }

    /// Reads a chunk from a start index on.
    mutating func consume(_ chunk: Span<UInt8>, from start: Int) -> Progress {
        var index = start
        while index < chunk.count {
            switch state {
            case .plain:
                // The halves of a surrogate pair must be adjacent.
                if highSurrogate != nil, chunk[index] != UInt8(ascii: "\\") { return .broken(index) }
                guard let end = endOfRun(chunk, from: index) else { return .broken(index) }
                if end == chunk.count {
                    hold(chunk, index..<end)
                    return .cut
                }
                let byte = chunk[end]
                if byte < 0x20 { return .broken(end) }
                if byte == UInt8(ascii: "\"") {
                    lastRun = index..<end
                    return .ended(end + 1)
                }
                hold(chunk, index..<end)
                state = .escape
                index = end + 1
            case .escape:
                guard consumeEscaped(chunk[index]) else { return .broken(index) }
                index += 1
            case .unicode(let digits, let value):
                guard consumeDigit(chunk[index], after: digits, value: value) else { return .broken(index) }
                index += 1
            }
        }
        return .cut
    }

    /// Appends the bytes of the string that ended in this chunk.
    package func append(to bytes: inout [UInt8], _ chunk: Span<UInt8>) {
        if isHeld { bytes.append(contentsOf: held) }
        chunk.extracting(lastRun).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    /// Returns whether the string that ended in this chunk equals a text.
    package func isEqual(to text: [UInt8], _ chunk: Span<UInt8>) -> Bool {
        guard isHeld else { return chunk.extracting(lastRun).hasSameBytes(as: text.span) }
        var bytes: [UInt8] = []
        append(to: &bytes, chunk)
        return bytes == text
    }

    /// Returns the index of the next quote, backslash or control character, or nil if a byte before it is not valid
    /// UTF-8.
    private mutating func endOfRun(_ chunk: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while true {
            if utf8.isComplete { index = Self.endOfPlain(chunk, from: index) }
            if index == chunk.count { return index }
            let byte = chunk[index]
            if byte < 0x80 { return utf8.isComplete ? index : nil }
            guard utf8.consume(byte) else { return nil }
            index += 1
        }
    }

    /// Returns the index of the first quote, backslash, control character or non-ASCII byte, or the end.
    private static func endOfPlain(_ chunk: Span<UInt8>, from start: Int) -> Int {
        chunk.withUnsafeBytes { bytes in
            var index = start
            while index + 8 <= bytes.count {
                let word = ByteWord(bytes, at: index)
                let hits =
                    word.firstMatch(with: quotes) | word.firstMatch(with: backslashes) | word.firstBelow(0x20)
                    | word.foreign
                if hits != 0 { return index + ByteWord.index(of: hits) }
                index += 8
            }
            while index < bytes.count, isPlain(bytes[index]) { index += 1 }
            return index
        }
    }

    private static let quotes = ByteWord(repeating: UInt8(ascii: "\""))
    private static let backslashes = ByteWord(repeating: UInt8(ascii: "\\"))

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private mutating func hold(_ chunk: Span<UInt8>, _ range: Range<Int>) {
        isHeld = true
        guard isWanted, !range.isEmpty else { return }
        chunk.extracting(range).withUnsafeBufferPointer { held.append(contentsOf: $0) }
    }

    private mutating func consumeEscaped(_ byte: UInt8) -> Bool {
        if byte == UInt8(ascii: "u") {
            state = .unicode(digits: 0, value: 0)
            return true
        }
        let meant: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): meant = byte
        case UInt8(ascii: "b"): meant = 0x08
        case UInt8(ascii: "f"): meant = 0x0C
        case UInt8(ascii: "n"): meant = 0x0A
        case UInt8(ascii: "r"): meant = 0x0D
        case UInt8(ascii: "t"): meant = 0x09
        default: return false
        }
        guard highSurrogate == nil else { return false }
        state = .plain
        if isWanted { held.append(meant) }
        return true
    }

    private mutating func consumeDigit(_ byte: UInt8, after digits: Int, value: UInt32) -> Bool {
        guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { return false }
        let value = value << 4 | UInt32(digit)
        if digits < 3 {
            state = .unicode(digits: digits + 1, value: value)
            return true
        }
        state = .plain
        return consumeUnit(value)
    }

    /// Adds a UTF-16 unit; the halves of a surrogate pair must be adjacent.
    private mutating func consumeUnit(_ unit: UInt32) -> Bool {
        var value = unit
        if let high = highSurrogate {
            guard (0xDC00...0xDFFF).contains(unit) else { return false }
            highSurrogate = nil
            value = 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00)
        } else if (0xD800...0xDBFF).contains(unit) {
            highSurrogate = unit
            return true
        }
        guard let scalar = Unicode.Scalar(value) else { return false }
        if isWanted { held.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped) }
        return true
    }
}
