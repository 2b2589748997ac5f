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
}
