/// Packs flowServ's ids, 32 lower-case hexadecimal digits, into 16 bytes.
package enum HexadecimalID {
    /// Writes the 16 bytes that an id spells; returns false if the id has another form.
    package static func pack(_ id: Span<UInt8>, into bytes: inout [16 of UInt8]) -> Bool {
        guard id.count == 32 else { return false }
        var mismatches: UInt8 = 0
        for index in 0..<16 {
            let (high, low) = (value(id[index * 2]), value(id[index * 2 + 1]))
            mismatches |= high | low
            bytes[index] = high << 4 | low & 15
        }
        return mismatches < 16
    }

    /// Returns the digits of 16 bytes.
    package static func digits(_ bytes: Span<UInt8>) -> [32 of UInt8] {
        var text: [32 of UInt8] = .init(repeating: 0)
        bytes.withUnsafeBytes { bytes in
            var span = text.mutableSpan
            span.withUnsafeMutableBytes { text in
                for offset in stride(from: 0, to: 16, by: 4) {
                    let four = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
                    text.storeBytes(of: digits(four).bigEndian, toByteOffset: offset * 2, as: UInt64.self)
                }
            }
        }
        return text
    }

    /// Returns the eight digits of four bytes, the first one highest.
    private static func digits(_ four: UInt32) -> UInt64 {
        var value = UInt64(four)
        value = (value | value << 16) & 0x0000_FFFF_0000_FFFF
        value = (value | value << 8) & 0x00FF_00FF_00FF_00FF
        value = (value | value << 4) & 0x0F0F_0F0F_0F0F_0F0F
        // Letters follow the decimal digits after a gap of 0x27.
        let letters = ((value + 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101
        return value + 0x3030_3030_3030_3030 + letters * 0x27
    }

    /// Returns the value of a digit; 16 or more if the byte is not a digit.
    private static func value(_ digit: UInt8) -> UInt8 {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x57
        default: 0xF0
        }
    }
}
