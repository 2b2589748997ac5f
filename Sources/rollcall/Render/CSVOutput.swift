/// Comma-separated values (RFC 4180, but for lines that end in a line feed alone) that can be opened in a spreadsheet
/// and printed on a terminal.
enum CSVOutput {
    /// One row, without its line break.
    static func row(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",")
    }

    /// A cell whose text can neither become a formula nor end the cell.
    ///
    /// Text that a spreadsheet would take for a formula gets an apostrophe before it.  What would harm a terminal is
    /// shown as in all other output; a program that needs every name as it is reads the JSON.
    private static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map(startsFormula) ?? false
        let safe = (isFormula ? "'" : "") + PrintableText.escaped(text)
        // Scalars, not characters: a quote with a combining mark is another character, and still a quote.
        guard safe.unicodeScalars.contains(where: needsQuotes) else { return safe }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in safe.unicodeScalars {
            if scalar == "\"" { quoted.append("\"") }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }

    /// What begins a formula in some spreadsheet; the wide forms do in East Asian ones.
    private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
        default: false
        }
    }

    /// Delimiters of every kind, because some spreadsheets split at a semicolon.
    private static func needsQuotes(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", ",", ";", "|", "\t", "\n", "\r": true
        default: false
        }
    }
}
