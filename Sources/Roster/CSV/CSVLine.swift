/// One line of a CSV file, to look at what a delimiter makes of it.
struct CSVLine {
    private static let quote = UInt8(ascii: "\"")

    let bytes: [UInt8]

    /// The fields as they are there, with their quotes and the spaces before them; no more than are read of a record.
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

    /// The fields' texts.
    func texts(_ delimiter: UInt8) -> [String] {
        fields(delimiter).map { field in
            let text = stripped(String(decoding: field, as: UTF8.self))
            guard text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count > 1 else { return text }
            return String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
        }
    }
}
