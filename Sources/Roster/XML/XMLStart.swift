/// Corrects the beginning of an XML document if the intention is certain.
struct XMLStart {
    private static let declaration = Array("<?xml".utf8)

    /// The bytes to parse.
    private(set) var bytes: [UInt8]
    /// The number of line ends removed from the bytes.
    private(set) var droppedLines = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        dropBlank()
        if self.bytes.starts(with: Self.declaration)
            || self.bytes.starts(with: [0xEF, 0xBB, 0xBF] + Self.declaration)
        {
            hideWideEncoding()
        }
    }

    /// Removes white space and additional byte order marks before the XML declaration, which must come first.
    private mutating func dropBlank() {
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let mark = isWide ? 2 : bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var end = mark
        var lines = (feeds: 0, returns: 0)
        while end < bytes.count {
            let unit = bytes[end..<min(end + (isWide ? 2 : 1), bytes.count)]
            if !isWide, bytes[end...].starts(with: [0xEF, 0xBB, 0xBF]) {
                end += 3
                continue
            }
            guard let character = unit.first(where: { $0 != 0 }), [0x20, 0x09, 0x0A, 0x0D].contains(character) else {
                break
            }
            lines.feeds += character == 0x0A ? 1 : 0
            lines.returns += character == 0x0D ? 1 : 0
            end += unit.count
        }
        let rest = bytes[end...].lazy.filter { $0 != 0 }
        guard end > mark, rest.starts(with: Self.declaration) else { return }
        bytes.removeSubrange(mark..<end)
        droppedLines = max(lines.feeds, lines.returns)
    }

    /// Hides the encoding of a declaration that says UTF-16 in single bytes: a program declared the encoding of its
    /// own memory.  Without the name the document is UTF-8, which libxml2 checks.
    private mutating func hideWideEncoding() {
        guard let end = bytes.firstIndex(of: UInt8(ascii: ">")) else { return }
        // One character per byte, because the bytes may not be UTF-8.
        let text = String(String.UnicodeScalarView(bytes[..<end].map { Unicode.Scalar($0) }))
        guard
            let hidden = text.firstMatch(
                of: /\sencoding\s*=\s*["'](utf-?16|utf-?32|ucs-?[24]|iso-10646-ucs-[24]|unicode)(le|be)?["']/
                    .ignoresCase())
        else { return }
        let start = text[..<hidden.range.lowerBound].unicodeScalars.count
        for index in start..<start + text[hidden.range].unicodeScalars.count { bytes[index] = UInt8(ascii: " ") }
    }
}
