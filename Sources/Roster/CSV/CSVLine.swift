/// One line of a CSV file, split by a delimiter to test it.
struct CSVLine {
    private static let quote = UInt8(ascii: "\"")

    let bytes: [UInt8]

    /// Returns the raw fields, with their quotes and leading spaces; at most as many as are read of a record.
    func fields(_ delimiter: UInt8) -> [ArraySlice<UInt8>] {
        var fields: [ArraySlice<UInt8>] = []
        var start = 0
        var isQuoted = false
        var isAtStart = true
        for (index, byte) in bytes.enumerated() {
            if byte == Self.quote, isQuoted || isAtStart {
                isQuoted.toggle()
                isAtStart = false
            } else if byte == delimiter, !isQuoted {
                fields.append(bytes[start..<index])
                if fields.count == CSVRecord.mostFields { return fields }
                (start, isAtStart) = (index + 1, true)
            } else if byte != UInt8(ascii: " ") {
                isAtStart = isAtStart && isQuoted
            }
        }
        return fields + [bytes[start...]]
    }

    /// Returns the fields as text.
    func texts(_ delimiter: UInt8) -> [String] {
        fields(delimiter).map { field in
            let text = stripped(String(decoding: field, as: UTF8.self))
            guard text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count > 1 else { return text }
            return String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
        }
    }
}
