/// Comma-separated values (RFC 4180, but with lines that end in a line feed alone) that are safe in a spreadsheet and
/// on a terminal.
enum CSVOutput {
    /// Returns one row, without its line break.
    static func row(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",")
    }

    /// Returns a cell whose text can neither become a formula nor end the cell.
    ///
    /// Text that a spreadsheet would read as a formula gets an apostrophe before it.  Characters that would harm a
    /// terminal are escaped as in all other output; a program that needs exact names reads the JSON.
    private static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map(startsFormula) ?? false
        let safe = (isFormula ? "'" : "") + PrintableText.escaped(text)
        // Check scalars, not characters: a quote with a combining mark is another character, but still a quote.
        guard safe.unicodeScalars.contains(where: needsQuotes) else { return safe }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in safe.unicodeScalars {
            if scalar == "\"" { quoted.append("\"") }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }

    /// Returns whether a character starts a formula in some spreadsheet; the wide forms do in East Asian ones.
    private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
        default: false
        }
    }

    /// Returns whether a character needs quotes, including all delimiters, because some spreadsheets split at a
    /// semicolon.
    private static func needsQuotes(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", ",", ";", "|", "\t", "\n", "\r": true
        default: false
        }
    }
}
