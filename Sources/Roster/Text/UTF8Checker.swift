/// Lets valid UTF-8 through as it is and singles out what is not, across chunks.
struct UTF8Checker {
    /// What the bytes at some place are.
    private enum Sequence {
        case complete(length: Int)
        /// The beginning of a character whose rest is not there yet.
        case incomplete
        /// No character; as many bytes as can be blamed.
        case invalid(length: Int)
    }

    /// The beginning of a character at the end of the last chunk.
    private var held: [UInt8] = []

    mutating func check(_ bytes: UnsafeBufferPointer<UInt8>, emit: (TextDecoder.Piece) -> Void) {
        var index = completeHeld(with: bytes, emit: emit)
        var start = index
        func emitText(upTo end: Int) {
            if end > start { emit(.text(UnsafeBufferPointer(rebasing: bytes[start..<end]))) }
        }
        while true {
            index = Self.endOfASCII(in: bytes, from: index)
            if index == bytes.count { break }
            switch Self.sequence(in: UnsafeBufferPointer(rebasing: bytes[index...])) {
            case .complete(let length):
                index += length
            case .incomplete:
                emitText(upTo: index)
                held = Array(bytes[index...])
                return
            case .invalid(let length):
                emitText(upTo: index)
                emit(.invalid(Array(bytes[index..<index + length])))
                index += length
                start = index
            }
        }
        emitText(upTo: index)
    }

    mutating func finish(emit: (TextDecoder.Piece) -> Void) {
        if !held.isEmpty { emit(.invalid(held)) }
        held = []
    }

    /// Joins the held bytes with what continues them; returns where the rest of the chunk begins.
    private mutating func completeHeld(
        with bytes: UnsafeBufferPointer<UInt8>, emit: (TextDecoder.Piece) -> Void
    ) -> Int {
        var index = 0
        while !held.isEmpty, index < bytes.count {
            let candidate = held + [bytes[index]]
            switch candidate.withUnsafeBufferPointer(Self.sequence) {
            case .complete:
                candidate.withUnsafeBufferPointer { emit(.text($0)) }
                held = []
                index += 1
            case .incomplete:
                held = candidate
                index += 1
            case .invalid:
                emit(.invalid(held))
                held = []
            }
        }
        return index
    }

    /// Where the first byte is that is not ASCII.
    private static func endOfASCII(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = start
        while index + 8 <= bytes.count {
            let high = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080
            if high != 0 { return index + UInt64(littleEndian: high).trailingZeroBitCount / 8 }
            index += 8
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }

    private static func sequence(in bytes: UnsafeBufferPointer<UInt8>) -> Sequence {
        let (length, second) = expectation(after: bytes[0])
        if length == 0 { return .invalid(length: 1) }
        if length == 1 { return .complete(length: 1) }
        for offset in 1..<length {
            if offset == bytes.count { return .incomplete }
            let allowed: ClosedRange<UInt8> = offset == 1 ? second : 0x80...0xBF
            if !allowed.contains(bytes[offset]) { return .invalid(length: offset) }
        }
        return .complete(length: length)
    }

    /// A character's length by its first byte, 0 for none, and what its second byte may be: this
    /// keeps out overlong forms, surrogates, and what lies beyond U+10FFFF.
    private static func expectation(after first: UInt8) -> (length: Int, second: ClosedRange<UInt8>) {
        switch first {
        case 0..<0x80: (1, 0x80...0xBF)
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: (0, 0x80...0xBF)
        }
    }
}
