import Accounts
import Foundation
import Testing

@testable import Roster

@Suite struct XMLEncodingTests {
    @Test(arguments: ["ISO-8859-1", "ISO-8859-15", "windows-1252"])
    func `a declared encoding is understood`(encoding: String) {
        let text = "<?xml version='1.0' encoding='\(encoding)'?><users><user username='J~rg'/></users>"
        let bytes = text.utf8.map { $0 == UInt8(ascii: "~") ? 0xF6 : $0 }
        let roster = RosterReader().read(bytes: bytes, named: "team.xml")
        #expect(roster.problems == [])
        #expect(roster.usernames == ["Jörg"])
    }

    /// The bytes are those that Windows, and Python's cp932, cp949 and big5hkscs, write.
    @Test(
        arguments: [
            ("Shift_JIS", [0xFB, 0xFC, 0x8B, 0xB4], "\u{9AD9}\u{6A4B}"), ("shift_jis", [0x5C, 0x7E], "\\~"),
            ("EUC-KR", [0x8C, 0x63, 0x61], "\u{B620}a"), ("Big5", [0xC7, 0xB3], "\u{30B7}"),
        ] as [(String, [UInt8], String)])
    func `what Windows writes under the name of an encoding is understood`(
        encoding: String, text: [UInt8], expected: String
    ) {
        let start = "<?xml version='1.0' encoding='\(encoding)'?><users><user username='ann' password='"
        let roster = RosterReader().read(
            bytes: Array(start.utf8) + text + Array("'/></users>".utf8), named: "team.xml")
        #expect(roster.problems == [])
        #expect(roster.entries.first?.password?.reveal() == expected)
    }

    @Test(
        arguments: [(String.Encoding.utf16LittleEndian, [0xFF, 0xFE]), (.utf16BigEndian, [0xFE, 0xFF])]
            as [(String.Encoding, [UInt8])])
    func `UTF-16 is understood`(encoding: String.Encoding, mark: [UInt8]) throws {
        let text = "<?xml version='1.0' encoding='UTF-16'?><users><user username='Jörg'/></users>"
        let data = try #require(text.data(using: encoding))
        #expect(RosterReader().read(bytes: mark + Array(data), named: "x").usernames == ["Jörg"])
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func `UTF-16 is understood by its declaration, without a byte order mark`(encoding: String.Encoding) throws {
        let text = "<?xml version='1.0' encoding='UTF-16'?><users><user username='Jörg'/></users>"
        let data = try #require(text.data(using: encoding))
        #expect(RosterReader().read(bytes: Array(data), named: "x").usernames == ["Jörg"])
    }

    /// Every byte that is no UTF-8 is one byte of the document, whatever it would be shown as.
    @Test(arguments: ["utf-16", "UTF-32", "UCS-2"])
    func `a wide encoding declared behind bytes that are no UTF-8 is no accident`(encoding: String) {
        let bytes =
            Array("<?xml version='1.0' ".utf8) + Array(repeating: 0xFF, count: 40)
            + Array(" encoding='\(encoding)'>".utf8)
        let roster = RosterReader().read(bytes: bytes, named: "team.xml")
        #expect(roster.entries.isEmpty)
        #expect(!roster.problems.isEmpty)
    }
}
