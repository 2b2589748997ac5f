/// Python's string functions that flowServ's behaviour depends on.
enum PythonText {
    /// Python's `str.strip()`: removes outer Unicode white space, and U+001C to U+001F and U+0085.
    static func strip(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Python's `len()`, which counts code points.
    static func length(_ text: String) -> Int {
        text.unicodeScalars.count
    }

    /// Python's `str.isspace()` for one code point.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
            0x3000:
            true
        default: false
        }
    }
}
