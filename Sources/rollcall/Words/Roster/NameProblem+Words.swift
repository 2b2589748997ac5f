import Bytes
import Roster

extension NameProblem {
    /// Returns the problem and the remedy.
    ///
    /// - Parameter name: The username.
    func words(for name: String) -> String {
        switch self {
        case .empty: "the username is empty.  Fill it in, or delete the row."
        case .tooLong(let characters, let limit):
            "the username has \(characters) characters; flowServ takes at most \(limit).  Shorten it."
        case .control(let scalar, let isMarkup):
            "\(name.isEmpty ? "the username" : quoted(name)) contains the control character \(escaped(String(scalar))).  "
                + (scalar.isOfWindows1252
                    ? scalar.remedyOfEncoding(isMarkup: isMarkup) + "  Otherwise correct the name."
                    : name.isEmpty
                        ? "Use the same delimiter in the header and in the rows, or delete it from the name."
                        : "Delete it from the name.")
        case .hidden(let scalar):
            "\(quoted(name)) contains the character \(scalar.words), which nobody can see or type.  Delete it from the name."
        case .nullWord:
            "\(quoted(name)) is what programs write for an empty value.  Write the username, or delete the row.  \(Self.way)"
        case .decorated(let decoration): "\(quoted(name)) \(decoration.words).  Write only the username.  \(Self.way)"
        case .altered(let alteration):
            "\(quoted(name)) looks like \(alteration.words).  "
                + (alteration.isOfEncoding
                    ? "Export it again as UTF-8, or state the file's encoding (with --encoding, or in an XML declaration), or "
                        + "write the username.  "
                    : "Format the column as text there and export it again, or write the username.  ") + Self.way
        case .pattern(let pattern):
            "\(quoted(name)) does not match the pattern \(escaped(pattern, limit: 80)).  Correct the name, or change "
                + "--username-pattern."
        case .lostZeros(let width):
            "\(quoted(name)) is shorter than the other usernames, numbers of \(width) digits of which some begin with zeros; a "
                + "spreadsheet may have dropped its zeros.  Format the column as text there and export it again; if the name "
                + "is right, put its row into a file of its own."
        case .footer:
            "\(quoted(name)) is in the last rows, and looks like a program's remark and not like a username.  Delete the row.  "
                + "If it really is the username, move its row further up."
        }
    }

    /// Whether the words begin with the name.
    var isAboutOneName: Bool {
        switch self {
        case .empty, .tooLong: false
        default: true
        }
    }

    private static let way =
        "If it really is the username, create this account with rollcall user register NAME --password-file FILE."
}

extension Unicode.Scalar {
    /// Whether a text in windows-1252 contains this character when it is read in another encoding.
    var isOfWindows1252: Bool { (0x80..<0xA0).contains(value) }

    /// Returns how to read a file in windows-1252 as such.
    func remedyOfEncoding(isMarkup: Bool) -> String {
        isMarkup
            ? "If the document is in windows-1252, its declaration must say so: <?xml version=\"1.0\" "
                + "encoding=\"windows-1252\"?>."
            : "If the file is in windows-1252, pass --encoding windows-1252."
    }

    /// The code point and the name: `U+200B (ZERO WIDTH SPACE)`.
    var words: String { codePoint + (properties.name.map { " (\($0))" } ?? "") }
}
