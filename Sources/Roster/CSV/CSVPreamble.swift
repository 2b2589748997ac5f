/// Recognizes the lines that may precede a header.
enum CSVPreamble {
    /// Returns the delimiter that a `sep=;` or `"sep=;"` line specifies, as written by spreadsheets.
    static func separator(_ line: [UInt8]) -> UInt8? {
        var text = line[...]
        if text.count == 7, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"") {
            text = text.dropFirst().dropLast()
        }
        guard text.count == 5, let byte = text.last else { return nil }
        let key = String(decoding: text.dropLast(), as: UTF8.self).lowercased()
        let isPunctuation = Character(Unicode.Scalar(byte)).isLetter == false && byte < 0x7F
        return key == "sep=" && isPunctuation && byte != UInt8(ascii: "\"") ? byte : nil
    }

    /// Returns whether a line is the `version:v1.0` of Microsoft's templates, which a spreadsheet pads with
    /// delimiters.
    static func isVersion(_ line: [UInt8], delimiter: UInt8?) -> Bool {
        let start = Array("version:v".utf8)
        guard line.starts(with: start) else { return false }
        let number = line.dropFirst(start.count).prefix { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
        return !number.isEmpty
            && line.dropFirst(start.count + number.count).allSatisfy { $0 == delimiter || ",;\t|".utf8.contains($0) }
    }

    /// Returns whether a line consists only of delimiters, spaces and empty quotes.
    static func isBlank(_ line: [UInt8], delimiter: UInt8?) -> Bool {
        line.allSatisfy { $0 == delimiter || ",;\t| \"".utf8.contains($0) }
    }
}
