/// Ids as flowServ makes them, 32 lower-case hexadecimal digits, in half of the room.
enum HexadecimalID {
    /// Writes the 16 bytes that an id spells; false when it is another kind of id.
    static func pack(_ id: Span<UInt8>, into bytes: inout [16 of UInt8]) -> Bool {
        guard id.count == 32 else { return false }
        var flaws: UInt8 = 0
        for index in 0..<16 {
            let (high, low) = (value(id[index * 2]), value(id[index * 2 + 1]))
            flaws |= high | low
            bytes[index] = high << 4 | low & 15
        }
        return flaws < 16
    }

    /// The digits of 16 bytes.
    static func digits(_ bytes: Span<UInt8>) -> [32 of UInt8] {
        var text: [32 of UInt8] = .init(repeating: 0)
        for index in 0..<16 {
            text[index * 2] = digit(bytes[index] >> 4)
            text[index * 2 + 1] = digit(bytes[index] & 15)
        }
        return text
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    /// 16 or more for what is no digit.
    private static func value(_ digit: UInt8) -> UInt8 {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x57
        default: 0xF0
        }
    }
}
