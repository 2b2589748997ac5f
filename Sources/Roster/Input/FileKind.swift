/// Kinds of files that are given for rosters by mistake, known by their first bytes.
enum FileKind: CaseIterable {
    case workbook, oldWorkbook, xmlWorkbook, page, json, richText, pdf, compressed, archive, image, database,
        encrypted, ldif, card, calendar, accounts, conflict, toml
    case mail, parquet, program, propertyList, yaml, sql, binary

    /// What begins such a file, in ASCII where that is possible.
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

    /// The kind of a file by its first bytes, behind a byte order mark and white space; nil for what may be a roster.
    static func find(_ beginning: some Collection<UInt8>) -> FileKind? {
        let whole = Array(beginning)
        if let kind = allCases.first(where: { kind in kind.beginnings.contains { whole.starts(with: $0) } }) {
            return kind
        }
        if whole.dropFirst(257).starts(with: "ustar".utf8) { return .archive }
        if isBinary(whole) { return .binary }
        // In UTF-16 every other byte of these characters is zero.
        let skipped: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
        let text = Array(whole.filter { $0 != 0 }.drop { skipped.contains($0) })
        let lines = String(decoding: text.prefix(2_048), as: UTF8.self).split(whereSeparator: \.isNewline)
        if let kind = lines.first.flatMap({ kind(ofFirst: $0, lines.dropFirst().first) }) { return kind }
        if text.starts(with: "[".utf8) { return isJSONArray(text) ? .json : nil }
        if text.starts(with: "<".utf8) { return markup(text) }
        return allCases.first { kind in kind.beginnings.contains { $0.count > 3 && text.starts(with: $0) } }
    }

    /// The kind of a file by the form of its first two lines.
    private static func kind(ofFirst line: Substring, _ next: Substring?) -> FileKind? {
        // A mailbox begins with who wrote and when.
        if line.wholeMatch(of: /From \S+ .*\d{4}/) != nil { return .mail }
        if line.wholeMatch(of: /[^:\s]+:[^:]*:\d+:\d+:[^:]*:[^:]*:[^:]*/) != nil { return .accounts }
        if line.wholeMatch(of: /[^:\s]+:[^:]*(:\d*){6}:\d*/) != nil { return .accounts }
        let isSection = line.wholeMatch(of: /\[{1,2}[A-Za-z][^\[\]"{]*\]{1,2}/) != nil
        return isSection && (line.hasPrefix("[[") || next?.firstMatch(of: /^[A-Za-z_][\w.-]* *= *\S/) != nil)
            ? .toml : nil
    }

    /// Whether bytes are no text in any encoding: NUL and several other control characters that no text has.
    private static func isBinary(_ bytes: [UInt8]) -> Bool {
        guard bytes.contains(0), !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            return false
        }
        return Set(bytes.filter { $0 < 0x20 && ![0, 0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B].contains($0) }).count > 3
    }

    /// A header in brackets, such as `[username]`, begins with a letter within.
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
        // What stands before the first tag of a document.
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

    /// What is wrong and what mends it.
    var message: String {
        let save = "Save it as CSV there"
        return switch self {
        case .workbook:
            "the file is a workbook (xlsx, ods) or another ZIP archive, and no text.  Open it, save the sheet as CSV UTF-8, and give "
                + "rollcall that file."
        case .oldWorkbook: "the file is an Excel workbook or another Office document, and no text.  \(Self.saveSheet)"
        case .xmlWorkbook: "the file is a workbook in XML, and no list of users.  \(Self.saveSheet)"
        case .page:
            "the file is a web page, perhaps a sign-in page or an error that was saved in place of an export.  Look at it in a "
                + "browser, and export the list again as CSV."
        case .json:
            "the file is a list in JSON.  Of JSON only flowServ's own listing is read: export the list as CSV, or make CSV of it, as with "
                + "jq -r '[\"username\"], (.[] | [.username]) | @csv' FILE."
        case .richText:
            "the file is a text document with formatting (RTF).  Save it as plain text with columns, or as CSV."
        case .pdf: "the file is a PDF.  Export the list as CSV from where it comes from."
        case .compressed: "the file is compressed.  Decompress it first, as with gunzip, bunzip2, xz -d or zstd -d."
        case .archive: "the file is an archive.  Take the list out of it first."
        case .image: "the file is a picture.  Export the list as CSV from where it comes from."
        case .database: "the file is an SQLite database.  Export the table of users, as with sqlite3 -csv -header."
        case .encrypted: "the file is encrypted, or a key or certificate.  Decrypt it first."
        case .ldif:
            "the file is LDIF, a directory's own format.  Export the entries as CSV, as with csvde or ldapsearch and a converter."
        case .calendar: "the file is a calendar.  Export the list of people as CSV from where it comes from."
        case .accounts:
            "the file is a system's list of accounts (passwd or shadow).  Make CSV of it, as with "
                + "(echo username; cut -d: -f1 FILE)."
        case .conflict:
            "the file has the marks of a merge in git that was left half done.  Decide what is right, delete the marks, and check it again."
        case .toml: "the file is a file of settings (TOML or INI).  Export the list as CSV from where it comes from."
        case .card: "the file is a vCard, an address book's own format.  Export the addresses as CSV."
        case .mail: "the file is a mail message.  Save the attachment that has the list, and give rollcall that file."
        case .parquet: "the file is a table in a binary format (Parquet, Avro, ORC).  \(save)."
        case .program:
            "the file is a program, or a placeholder for a file that is kept elsewhere.  Give rollcall the list itself."
        case .yaml: "the file is YAML.  Export the list as CSV from where it comes from."
        case .sql: "the file is a database's dump (SQL).  Export the table of users as CSV, with a header."
        case .binary:
            "the file is no text.  Export the list as CSV from where it comes from, and give rollcall that file."
        case .propertyList: "the file is a binary property list.  Export the list as CSV from where it comes from."
        }
    }

    private static let saveSheet = "Open it, save the sheet as CSV UTF-8, and give rollcall that file."
}
