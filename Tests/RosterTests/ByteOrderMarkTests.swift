import Foundation
import Testing

@testable import Roster

@Suite struct ByteOrderMarkTests {
    private static let text = "username,x\nJörg,😀\n"

    @Test(
        arguments: [
            (String.Encoding.utf8, [0xEF, 0xBB, 0xBF]), (.utf16LittleEndian, [0xFF, 0xFE]),
            (.utf16BigEndian, [0xFE, 0xFF]), (.utf32LittleEndian, [0xFF, 0xFE, 0, 0]),
            (.utf32BigEndian, [0, 0, 0xFE, 0xFF]),
        ] as [(String.Encoding, [UInt8])],
        [nil, "windows-1252", "shift_jis", "utf-8", "utf-16", "utf-16be", "utf-32", "ibm037"])
    func `a byte order mark wins over the encoding asked for`(
        file: (encoding: String.Encoding, mark: [UInt8]), asked: String?
    ) throws {
        let data = try #require(Self.text.data(using: file.encoding))
        let options = RosterOptions(encoding: try asked.map(TextEncoding.init(named:)))
        for chunkSize in [1, 3, 262_144] {
            let reader = RosterReader(options: options, chunkSize: chunkSize)
            let roster = reader.read(bytes: file.mark + Array(data), named: "team.csv")
            #expect(roster.problems == [])
            #expect(roster.usernames == ["Jörg"])
            #expect(roster.entries.first?.fields["x"] == "😀")
        }
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func `UTF-16 asked for is read without a byte order mark`(encoding: String.Encoding) throws {
        let data = try #require(Self.text.data(using: encoding))
        let options = RosterOptions(encoding: try TextEncoding(named: "utf-16"))
        #expect(RosterReader(options: options).read(bytes: Array(data), named: "x").usernames == ["Jörg"])
    }

    @Test func `a file with a mark names the mark's encoding in its problems`() throws {
        let options = RosterOptions(encoding: try TextEncoding(named: "windows-1252"))
        let bytes = [0xEF, 0xBB, 0xBF] + Array("username\n".utf8) + [0xE9, 0x0A]
        let roster = RosterReader(options: options).read(bytes: bytes, named: "team.csv")
        #expect(roster.problems.first?.detail == .csv(.invalidBytes([0xE9], encoding: "UTF-8")))
    }

    @Test func `XML documents go by their own declaration`() throws {
        let options = RosterOptions(encoding: try TextEncoding(named: "shift_jis"))
        #expect(read("<users><user username='Jörg'/></users>", options: options).usernames == ["Jörg"])
    }
}
