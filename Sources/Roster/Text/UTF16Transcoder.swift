/// Converts UTF-16 to UTF-8, chunk by chunk.
struct UTF16Transcoder {
    let isBigEndian: Bool
    private var oddByte: UInt8?
    private var highSurrogate: UInt16?
    private var output: [UInt8] = []

    init(isBigEndian: Bool) {
        self.isBigEndian = isBigEndian
    }

    mutating func transcode(_ bytes: UnsafeBufferPointer<UInt8>, emit: (TextDecoder.Piece) -> Void) {
        for byte in bytes {
            guard let first = oddByte else {
                oddByte = byte
                continue
            }
            oddByte = nil
            decode(isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first), emit)
        }
        flush(emit)
    }

    mutating func finish(emit: (TextDecoder.Piece) -> Void) {
        if let high = highSurrogate { emit(.invalid(bytes(of: high))) }
        if let byte = oddByte { emit(.invalid([byte])) }
        highSurrogate = nil
        oddByte = nil
    }

    private mutating func decode(_ unit: UInt16, _ emit: (TextDecoder.Piece) -> Void) {
        if let high = highSurrogate {
            highSurrogate = nil
            if (0xDC00...0xDFFF).contains(unit) {
                append(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00))
                return
            }
            reject(high, emit)
        }
        switch unit {
        case 0xD800...0xDBFF: highSurrogate = unit
        case 0xDC00...0xDFFF: reject(unit, emit)
        default: append(UInt32(unit))
        }
    }

    private mutating func append(_ value: UInt32) {
        guard let scalar = Unicode.Scalar(value) else { return }
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private mutating func reject(_ unit: UInt16, _ emit: (TextDecoder.Piece) -> Void) {
        flush(emit)
        emit(.invalid(bytes(of: unit)))
    }

    private mutating func flush(_ emit: (TextDecoder.Piece) -> Void) {
        if output.isEmpty { return }
        output.withUnsafeBufferPointer { emit(.text($0)) }
        output.removeAll(keepingCapacity: true)
    }

    private func bytes(of unit: UInt16) -> [UInt8] {
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return isBigEndian ? [high, low] : [low, high]
    }
}
