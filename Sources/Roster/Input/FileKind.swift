/// Kinds of files that are given instead of a roster by mistake, recognized by their first bytes.
public enum FileKind: CaseIterable, Hashable, Sendable {
    /// An xlsx or ods workbook, or another ZIP archive.
    case workbook
    /// An Excel workbook or Office document in the old binary format.
    case oldWorkbook
    /// A workbook in XML.
    case xmlWorkbook
    /// A web page.
    case page
    /// A list in JSON that is not flowServ's listing.
    case json
    /// A rich text document (RTF).
    case richText
    /// A PDF.
    case pdf
    /// A compressed file.
    case compressed
    /// An archive.
    case archive
    /// An image.
    case image
    /// An SQLite database.
    case database
    /// An encrypted file, a key or a certificate.
    case encrypted
    /// LDIF, the interchange format of directories.
    case ldif
    /// A vCard.
    case card
    /// A calendar file.
    case calendar
    /// A system's account list, passwd or shadow.
    case accounts
    /// A file with the marks of an unfinished merge in git.
    case conflict
    /// A file of settings, TOML or INI.
    case toml
    /// A mail message.
    case mail
    /// A table in a binary format: Parquet, Avro, ORC.
    case parquet
    /// A program, or a placeholder for a file that is kept elsewhere.
    case program
    /// A binary property list.
    case propertyList
    /// YAML.
    case yaml
    /// A database's dump.
    case sql
    /// Bytes that are not text.
    case binary

    /// The bytes with which such a file begins, in ASCII where possible.
    private var beginnings: [[UInt8]] {
        func text(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }
        return switch self {
        case .workbook: [[0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], [0x50, 0x4B, 0x07, 0x08]]
        case .oldWorkbook:
            [
                [0xD0, 0xCF, 0x11, 0xE0], [0x09, 0x08, 0x10, 0x00], [0x09, 0x08, 0x08, 0x00],
                [0x09, 0x04, 0x06, 0x00],
            ]
        case .richText: text("{\\rtf")
        case .pdf: text("%PDF-")
        case .compressed:
            [
                [0x1F, 0x8B], [0x1F, 0x9D], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], [0x28, 0xB5, 0x2F, 0xFD],
                [0x04, 0x22, 0x4D, 0x18],
            ]
                + text("BZh1", "BZh2", "BZh3", "BZh4", "BZh5", "BZh6", "BZh7", "BZh8", "BZh9", "LZIP\u{1}")
        case .archive: [[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]] + text("Rar!\u{1A}\u{7}", "!<arch>\n")
        case .image: [[0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF]] + text("GIF87a", "GIF89a")
        case .database: text("SQLite format 3\0")
        case .encrypted:
            text("-----BEGIN ", "age-encryption.org/", "Salted__", "$ANSIBLE_VAULT;") + [
                [0x8C, 0x0D, 0x04], [0x85, 0x01, 0x0C],
            ]
        case .ldif: text("dn: ", "dn:: ", "version: 1\n", "version: 1\r\n", "version: 1\ndn:")
        case .card: text("BEGIN:VCARD", "begin:vcard")
        case .calendar: text("BEGIN:VCALENDAR")
        case .mail:
            text(
                "MIME-Version: ", "Received: ", "Return-Path: ", "Delivered-To: ", "From: ", "Message-ID: ",
                "Subject: ", "X-Mozilla-Status: ")
        case .parquet: text("PAR1", "Obj\u{1}", "ORC")
        case .program: [[0x7F, 0x45, 0x4C, 0x46]] + text("#!/", "version https://git-lfs")
        case .propertyList: text("bplist00")
        case .yaml: text("---\n", "---\r\n", "%YAML")
        case .sql:
            text(
                "INSERT INTO ", "CREATE TABLE ", "-- MySQL dump", "-- PostgreSQL", "--\n-- PostgreSQL",
                "BEGIN TRANSACTION", "PRAGMA ")
        case .conflict: text("<<<<<<< ")
        case .xmlWorkbook, .page, .json, .binary, .accounts, .toml: []
        }
    }

    /// Returns the kind of a file by its first bytes after a byte order mark and white space; nil if it may be a
    /// roster.
    static func find(_ beginning: some Collection<UInt8>) -> FileKind? {
        let whole = Array(beginning)
        if let kind = allCases.first(where: { kind in kind.beginnings.contains { whole.starts(with: $0) } }) {
            return kind
        }
        if whole.dropFirst(257).starts(with: "ustar".utf8) { return .archive }
        if isBinary(whole) { return .binary }
        // In UTF-16, every other byte of these characters is zero.
        let skipped: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
        let text = Array(whole.filter { $0 != 0 }.drop { skipped.contains($0) })
        let lines = String(decoding: text.prefix(2_048), as: UTF8.self).split(whereSeparator: \.isNewline)
        if let kind = lines.first.flatMap({ kind(ofFirst: $0, lines.dropFirst().first) }) { return kind }
        if text.starts(with: "[".utf8) { return isJSONArray(text) ? .json : nil }
        if text.starts(with: "<".utf8) { return markup(text) }
        return allCases.first { kind in kind.beginnings.contains { $0.count > 3 && text.starts(with: $0) } }
    }

    /// Returns the kind of a file by the form of its first two lines.
    private static func kind(ofFirst line: Substring, _ next: Substring?) -> FileKind? {
        // A mailbox begins with the sender and the date.
        if line.wholeMatch(of: /From \S+ .*\d{4}/) != nil { return .mail }
        if line.wholeMatch(of: /[^:\s]+:[^:]*:\d+:\d+:[^:]*:[^:]*:[^:]*/) != nil { return .accounts }
        if line.wholeMatch(of: /[^:\s]+:[^:]*(:\d*){6}:\d*/) != nil { return .accounts }
        let isSection = line.wholeMatch(of: /\[{1,2}[A-Za-z][^\[\]"{]*\]{1,2}/) != nil
        return isSection && (line.hasPrefix("[[") || next?.firstMatch(of: /^[A-Za-z_][\w.-]* *= *\S/) != nil)
            ? .toml : nil
    }

    /// Returns whether bytes are not text in any encoding: they contain NUL and several other control characters that
    /// no text has.
    private static func isBinary(_ bytes: [UInt8]) -> Bool {
        guard bytes.contains(0), !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            return false
        }
        return Set(bytes.filter { $0 < 0x20 && ![0, 0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B].contains($0) }).count > 3
    }

    /// Returns whether a text is a JSON array.  A header in brackets, such as `[username]`, continues with a letter.
    private static func isJSONArray(_ text: [UInt8]) -> Bool {
        guard let next = text.dropFirst().first(where: { ![0x09, 0x0A, 0x0D, 0x20].contains($0) }) else {
            return true
        }
        return "{[\"]-0123456789".utf8.contains(next)
    }

    private static func markup(_ text: [UInt8]) -> FileKind? {
        var rest = String(decoding: text.prefix(2_048), as: UTF8.self).lowercased()[...]
        if rest.contains("mso-application") || rest.contains("urn:schemas-microsoft-com:office:spreadsheet")
            || rest.contains("urn:oasis:names:tc:opendocument")
        {
            return .xmlWorkbook
        }
        // The prolog before the first tag of a document.
        while rest.hasPrefix("<?") || rest.hasPrefix("<!--") {
            let end = rest.hasPrefix("<?") ? "?>" : "-->"
            guard let range = rest.firstRange(of: end) else { return nil }
            rest = rest[range.upperBound...].drop { $0.isWhitespace }
        }
        let tags = ["<!doctype html", "<html", "<head", "<body", "<table", "<script", "<meta"]
        return tags.contains { tag in
            rest.hasPrefix(tag) && rest.dropFirst(tag.count).first.map { !$0.isLetter && !$0.isNumber } ?? true
        } ? .page : nil
    }
}
