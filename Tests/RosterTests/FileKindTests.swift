import Accounts
import Testing

@testable import Roster

/// Files of another kind, and documents whose beginnings mislead.
@Suite struct FileKindTests {
    @Test(
        arguments: [
            [0x50, 0x4B, 0x03, 0x04, 0x14, 0, 6, 0], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
            [0x1F, 0x8B, 8, 0, 0, 0, 0, 0],
            [0x28, 0xB5, 0x2F, 0xFD, 0], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C],
            [0x89, 0x50, 0x4E, 0x47, 13, 10],
            [0xFF, 0xD8, 0xFF, 0xE0], [0x7F, 0x45, 0x4C, 0x46],
        ] as [[UInt8]])
    func `bytes that no text begins with are one problem`(beginning: [UInt8]) {
        let rest = (0..<3_000).map { UInt8($0 * 7 & 0xFF) }
        for bytes in [beginning, beginning + rest, beginning + Array("\n\"x\n\n".utf8) + rest] {
            for size in [1, 3, 4_096] {
                let roster = RosterReader(chunkSize: size).read(bytes: bytes, named: "team.csv")
                #expect(roster.marks == ["1:1 other-file-kind"])
                #expect(!roster.isComplete)
            }
        }
    }

    @Test(arguments: [
        "%PDF-1.7\n", "{\\rtf1\\ansi username}", "<!DOCTYPE html>\n<html><body>Sign in</body></html>",
        "\n <html><head></head></html>", "<!-- x --><HTML>",
        "<table><tr><td>username</td></tr></table>", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html/>",
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
        "[{\"username\": \"anna\"}]", "[]", "[\n  [\"username\"],\n  [\"anna\"]\n]", "\u{FEFF}[{\"a\":1}]",
        "SQLite format 3\0x", "-----BEGIN PGP MESSAGE-----\n",
        "age-encryption.org/v1\n", "dn: cn=anna\ncn: anna\n", "version: 1\ndn: cn=anna\n",
        "[[users]]\nname = \"anna\"\n", "[server]\nurl = x\n",
        "From anna@example.org Thu Nov 26 10:00:00 2026\nSubject: x\n",
        "BEGIN:VCALENDAR\r\n", "root:x:0:0:root:/root:/bin/bash\n", "root:*:19000:0:99999:7:::\n",
        "<<<<<<< HEAD\nusername\n=======\nlogin\n>>>>>>> x\n",
        "BEGIN:VCARD\nVERSION:4.0\n", "MIME-Version: 1.0\n",
        "PAR1xxxx", "bplist00x", "BZh91AY&SY", "#!/bin/sh\necho\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:x\n", "GIF89a", "---\nusers:\n",
        "INSERT INTO users VALUES (1);",
        "\u{1}\u{2}\0\u{3}\u{4}\u{5}\n", "team.csv" + String(repeating: "\0", count: 249) + "ustar",
    ])
    func `texts of another kind are one problem`(text: String) {
        let roster = read(text)
        #expect(roster.marks == ["1:1 other-file-kind"])
    }

    @Test(arguments: [
        ("[[users]]\nname = \"anna\"\n", FileKind.toml), ("From a@x.org Thu Nov 26 10:00:00 2026\n", .mail),
        ("BEGIN:VCALENDAR\n", .calendar), ("root:x:0:0:root:/root:/bin/bash\n", .accounts),
        ("<<<<<<< HEAD\nx\n", .conflict),
    ])
    func `the kind is told`(text: String, kind: FileKind) {
        #expect(read(text).problems.map(\.detail) == [.fileKind(kind)])
    }

    @Test(arguments: ["[username]\n[anna]\n", "[username];[state]\n[anna];active\n", "user:name\nanna\n"])
    func `a header in brackets is a header`(text: String) {
        #expect(!read(text).codes.contains(.otherFileKind))
    }

    @Test func `the elements that there are are named`() {
        let problem = read("<Users><User Username='anna'/></Users>").problems.first
        #expect(problem?.detail == .xml(.noRecords(element: "user", root: "Users", first: "User")))
    }

    @Test func `a document in UTF-32 is told`() {
        let text = "<users><user username='anna'/></users>"
        for mark in [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]] as [[UInt8]] {
            let bytes = mark + text.utf8.flatMap { mark[0] == 0 ? [0, 0, 0, $0] : [$0, 0, 0, 0] }
            let roster = RosterReader().read(bytes: bytes, named: "x.xml")
            #expect(roster.problems.map(\.detail) == [.xml(.utf32)])
        }
    }

    @Test func `UTF-16 hides no kind`() {
        let bytes: [UInt8] = [0xFF, 0xFE] + "<html><body>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(RosterReader().read(bytes: bytes, named: "x").codes == [.otherFileKind])
    }

    @Test(arguments: [
        "[username],[password]\nanna,secret-1\n", "{username};{password}\nanna;secret-1\n", "PK,username\n1,anna\n",
        "from,username\nx,anna\n",
        "version,username\n1,anna\n", "<users><user username='anna'/></users>",
        "{\"users\":[{\"username\":\"anna\"}]}",
        "<htmlx><user username='anna'/></htmlx>", "dn,username\nx,anna\n", "BEGIN,username\nx,anna\n",
    ])
    func `rosters that only begin like one are read`(text: String) {
        #expect(read(text).usernames == ["anna"])
    }

    @Test(arguments: [
        ("<user username='anna'/><user username='bert'/>", 5, "Extra content at the end of the document"),
        ("<!-- x -->\n<?xml version='1.0'?><u/>", 64, "XML declaration allowed only at the start of the document"),
    ])
    func `XML with something before or after it has libxml2's number and words`(
        text: String, code: Int32, words: String
    ) {
        let roster = read(text)
        #expect(roster.problems.map(\.detail) == [.xml(.malformed(code: code, words: words))])
    }

    @Test func `a byte that is not the declared UTF-8 is not to be deleted`() {
        let latin =
            Array("<?xml version='1.0' encoding='UTF-8'?><u><user login='J".utf8) + [0xF6] + Array("rg'/></u>".utf8)
        let problem = RosterReader().read(bytes: latin, named: "x").problems.first
        guard case .xml(.malformed(9, let words?)) = problem?.detail else {
            Issue.record("\(String(describing: problem?.detail))")
            return
        }
        #expect(words.contains("not proper UTF-8"))
    }

    @Test func `whoever names the element of a user means the document`() {
        #expect(
            read("<table><tr username='anna'/></table>", options: RosterOptions(xmlRecord: "tr")).usernames == [
                "anna"
            ])
    }

    @Test func `several JSON documents are told`() {
        let roster = read("{\"username\":\"anna\"}\n{\"username\":\"bert\"}\n")
        #expect(roster.problems.map(\.detail) == [.json(.severalDocuments)])
    }

    private let users =
        "<users>\n <user><username>anna</username><password>secret-1</password><state>zonk</state></user>\n</users>"

    @Test(arguments: ["\n", "\r\n", "\r\r", "  \n\n\t", "\u{FEFF}\n", "\n\u{FEFF}", "\u{FEFF}\u{FEFF}"])
    func `nothing but white space before a declaration is passed over, and lines are counted`(blank: String) {
        let roster = read(blank + "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + users)
        let lines = max(blank.utf8.count { $0 == 10 }, blank.utf8.count { $0 == 13 })
        #expect(roster.marks == ["\(lines + 3):62 unknown-state"])
    }

    @Test(arguments: [
        "utf-16", "UTF-16", "utf-16le", "UTF-16BE", "utf16", "ucs-2", "ISO-10646-UCS-2", "utf-32", "Unicode",
    ])
    func `a document in single bytes cannot be in UTF-16`(name: String) {
        let text = "<?xml version='1.0' encoding='\(name)' standalone='yes'?><u><user login='Jörg'/></u>"
        for size in [1, 7, 4_096] {
            #expect(RosterReader(chunkSize: size).read(bytes: text.utf8, named: "x").usernames == ["Jörg"])
        }
        let latin =
            Array("<?xml version='1.0' encoding='\(name)'?><u><user login='J".utf8) + [0xF6] + Array("rg'/></u>".utf8)
        #expect(RosterReader().read(bytes: latin, named: "x").codes == [.malformedXML])
    }

    @Test func `a document in UTF-16 is read whatever its declaration says`() {
        for name in ["utf-16", "utf-8"] {
            let text = "\n<?xml version='1.0' encoding='\(name)'?><u><user login='Jörg'/></u>"
            for isBigEndian in [false, true] {
                let units = ("\u{FEFF}" + text).utf16
                let bytes = units.flatMap {
                    isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
                }
                let roster = RosterReader().read(bytes: bytes, named: "x")
                #expect(roster.usernames == ["Jörg"] || roster.codes == [.malformedXML])
            }
        }
    }

    @Test(
        arguments: [
            ("\n  secret-1\n", "secret-1"), ("secret-1\n    ", "secret-1"), ("\r\n\tsecret 1 ", nil),
            (" secret-1", nil), ("secret-1 ", nil), ("\n", ""),
            ("\n  a b\n", "a b"), ("\n \u{A0}secret-1\n", nil),
        ] as [(String, String?)])
    func `indentation belongs to the document and not to the password`(text: String, password: String?) {
        let roster = read("<u><user><username>\n  anna\n</username><password>\(text)</password></user></u>")
        guard let password else {
            #expect(roster.codes == [.passwordWhiteSpace] || roster.codes == [.passwordCharacter])
            return
        }
        #expect(roster.problems == [])
        #expect(roster.usernames == ["anna"])
        #expect(roster.entries.map { $0.password?.reveal() ?? "" } == [password])
    }

    @Test func `in an attribute, in CSV and within a password a line break stays`() {
        #expect(read("<u><user username='anna' password='\n secret-1'/></u>").codes == [.passwordWhiteSpace])
        #expect(read("username,password\nanna,\"secret-1\n\"\n").codes == [.passwordWhiteSpace])
        #expect(
            read("<u><user><username>anna</username><password>\n a\n b\n</password></user></u>").codes == [
                .passwordCharacter
            ])
    }
}
