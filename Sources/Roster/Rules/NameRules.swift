internal import Bytes

/// flowServ's rules for usernames, checked here because the server checks late or incorrectly.
enum NameRules {
    /// The size of the server's username column, in Unicode scalars.
    static let longestName = 256

    /// Returns the first problem of a stripped name, if it has one.
    static func problem(in name: String) -> NameProblem? {
        if name.isEmpty { return .empty }
        let scalars = name.unicodeScalars
        if name.utf8.count > longestName, scalars.count > longestName {
            return .tooLong(characters: scalars.count, limit: longestName)
        }
        if let control = scalars.first(where: isControl) { return .control(control) }
        return firstHidden(in: scalars).map(NameProblem.hidden)
    }

    /// Returns the first problem of a stripped name's bytes, if there is one; plain names are checked without
    /// creating a string.
    static func problem(in name: Span<UInt8>) -> NameProblem? {
        if !name.isEmpty, name.count <= longestName, isPlain(name) { return nil }
        return problem(in: name.text)
    }
}

/// Returns whether all bytes are printable ASCII.
private func isPlain(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices where !(0x20..<0x7F).contains(bytes[index]) { return false }
    return true
}

/// Returns whether a character is a control character: C0, DEL, C1, and the line and paragraph separators.
func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
    default: false
    }
}

extension String {
    /// Whether a value of a CSV file may be several fields with a wrong delimiter or quote: it contains a line break or
    /// a tab.
    var mayBeSeveralFields: Bool { unicodeScalars.contains { $0 == "\t" || $0 == "\n" || $0 == "\r" } }
}

/// Strips the characters that Python's `str.strip` strips, as the server does: all Unicode white space and U+001C to
/// U+001F, which Python includes.
func stripped(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return text }
    guard isPythonSpace(first) || isPythonSpace(last) else { return text }
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.first, isPythonSpace(scalar) { rest.removeFirst() }
    while let scalar = rest.last, isPythonSpace(scalar) { rest.removeLast() }
    return String(rest)
}

/// Returns the range without the characters that `stripped` removes.
func strippedRange(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
    if range.isEmpty { return range }
    let (first, last) = (bytes[range.lowerBound], bytes[range.upperBound - 1])
    if (0x21..<0x7F).contains(first), (0x21..<0x7F).contains(last) { return range }
    let text = bytes.extracting(range).text
    let blank = text.unicodeScalars.prefix(while: isPythonSpace)
    let start = range.lowerBound + text[..<blank.endIndex].utf8.count
    return start..<start + stripped(text).utf8.count
}

private func isPythonSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x20: true
    case 0x21..<0x80: false
    default: scalar.properties.isWhitespace
    }
}
