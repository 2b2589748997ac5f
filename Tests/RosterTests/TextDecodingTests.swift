import Foundation
import Testing

@testable import Roster

@Suite struct TextDecodingTests {
    private static let text = "username;note\r\nalice;naïve 😀\r\n名前;x\r\n"

    @Test(
        arguments: [
            (String.Encoding.utf8, []), (.utf8, [0xEF, 0xBB, 0xBF]), (.utf16LittleEndian, [0xFF, 0xFE]),
            (.utf16BigEndian, [0xFE, 0xFF]),
        ] as [(String.Encoding, [UInt8])])
    func `UTF-8 and UTF-16 with a byte order mark are read`(encoding: String.Encoding, mark: [UInt8]) throws {
        let data = try #require(Self.text.data(using: encoding))
        let roster = RosterReader().read(bytes: mark + Array(data), named: "team.csv")
        #expect(roster.problems == [])
        #expect(roster.usernames == ["alice", "名前"])
        #expect(roster.entries.first?.fields["note"] == "naïve 😀")
        #expect(roster.entries.map(\.location.column) == [1, 1])
    }

    @Test(
        arguments: [
            ([0xE9, 0x78], [0xE9]), ([0x80], [0x80]), ([0xC0, 0xAF], [0xC0]), ([0xED, 0xA0, 0x80], [0xED]),
            ([0xF5], [0xF5]), ([0xE2, 0x82, 0x78], [0xE2, 0x82]), ([0xF4, 0x90, 0x80, 0x80], [0xF4]),
        ] as [([UInt8], [UInt8])])
    func `bytes that are not UTF-8 are named with their place`(bytes: [UInt8], named: [UInt8]) {
        let file = Array("username,x\nbob,1\nñal".utf8) + bytes + Array(",1\ncarol,1\n".utf8)
        let roster = RosterReader().read(bytes: file, named: "team.csv")
        #expect(roster.marks.first == "3:4 invalid-byte")
        #expect(roster.problems.first?.detail == .csv(.invalidBytes(named, encoding: "UTF-8")))
        #expect(roster.usernames == ["bob", "carol"])
    }

    @Test func `a character cut off by the end of the file is a problem`() {
        let roster = RosterReader().read(bytes: Array("username\nalice\nbob".utf8) + [0xE2, 0x82], named: "x")
        #expect(roster.marks == ["3:4 invalid-byte"])
        #expect(roster.usernames == ["alice"])
    }

    @Test(
        arguments: [
            [0x00, 0xD8, 0x61, 0x00], [0x00, 0xDC], [0x61],
        ] as [[UInt8]])
    func `half a UTF-16 character is a problem`(bytes: [UInt8]) throws {
        let data = try #require("username\nbob".data(using: .utf16LittleEndian))
        let roster = RosterReader().read(bytes: [0xFF, 0xFE] + Array(data) + bytes, named: "x")
        #expect(roster.marks == ["2:4 invalid-byte"])
    }

    @Test func `UTF-16 without a byte order mark is a problem`() throws {
        let data = try #require("username\nbob\n".data(using: .utf16LittleEndian))
        let roster = RosterReader().read(bytes: Array(data), named: "x")
        #expect(roster.codes.contains(.nulCharacter))
    }
}
