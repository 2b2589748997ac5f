import Roster

extension FileKind {
    /// The kind of file and the remedy.
    var words: String {
        switch self {
        case .workbook: "the file is a workbook (xlsx, ods) or another ZIP archive, not text.  \(Self.saveSheet)"
        case .oldWorkbook: "the file is an Excel workbook or another Office document, not text.  \(Self.saveSheet)"
        case .xmlWorkbook: "the file is a workbook in XML, not a list of users.  \(Self.saveSheet)"
        case .page:
            "the file is a web page, perhaps a sign-in page or an error that was saved instead of an export.  Look at it in a "
                + "browser, and export the list again as CSV."
        case .json:
            "the file is a list in JSON, and the only JSON that can be read is flowServ's own listing.  Export the list as "
                + "CSV, or make CSV of it with all the columns that it has; for a list with \"username\" and \"password\", type: "
                + "jq -r '[\"username\", \"password\"], (.[] | [.username, .password]) | @csv' FILE."
        case .richText:
            "the file is a text document with formatting (RTF).  Save it as plain text with columns, or as CSV."
        case .pdf: "the file is a PDF.  \(Self.export)"
        case .compressed: "the file is compressed.  Decompress it first, as with gunzip, bunzip2, xz -d or zstd -d."
        case .archive: "the file is an archive.  Take the list out of it first."
        case .image: "the file is a picture.  \(Self.export)"
        case .database: "the file is an SQLite database.  Export the table of users, as with sqlite3 -csv -header."
        case .encrypted: "the file is encrypted, or a key or certificate.  Decrypt it first."
        case .ldif:
            "the file is LDIF, a directory's own format.  Export the entries as CSV, as with csvde or ldapsearch and a "
                + "converter."
        case .calendar: "the file is a calendar.  \(Self.export)"
        case .accounts:
            "the file is a system's list of accounts (passwd or shadow).  Make CSV of it, as with "
                + "(echo username; cut -d: -f1 FILE)."
        case .conflict:
            "the file has the marks of an unfinished merge in git.  Resolve the conflict, delete the marks, and check the file "
                + "again."
        case .toml: "the file is a file of settings (TOML or INI).  \(Self.export)"
        case .card: "the file is a vCard, an address book's own format.  Export the addresses as CSV."
        case .mail: "the file is a mail message.  Save the attachment that has the list, and pass that file."
        case .parquet: "the file is a table in a binary format (Parquet, Avro, ORC).  Save it as CSV there."
        case .program:
            "the file is a program, or a placeholder for a file that is kept elsewhere.  Pass the list itself."
        case .yaml: "the file is YAML.  \(Self.export)"
        case .sql: "the file is a database's dump (SQL).  Export the table of users as CSV, with a header."
        case .binary: "the file is not text.  \(Self.export)"
        case .propertyList: "the file is a binary property list.  \(Self.export)"
        }
    }

    private static let saveSheet = "Open it, save the sheet as CSV UTF-8, and pass that file."
    private static let export = "Export the list as CSV where it comes from, and pass that file."
}
