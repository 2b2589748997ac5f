import Foundation
import Testing

@testable import Roster

@Suite struct EncodingTests {
    @Test func `what is UTF-8 and read in another encoding is told`() throws {
        let options = RosterOptions(encoding: try TextEncoding(named: "gbk"))
        #expect(
            read("username\nJörg\n", options: options).files.first?.notes == [.isUTF8(readAs: "gbk")])
        #expect(read("username\nJorg\n", options: options).files.first?.notes == [])
        // "Jörg" in windows-1252 is not UTF-8.
        let western = RosterOptions(encoding: try TextEncoding(named: "windows-1252"))
        let bytes = Array("username\nJ".utf8) + [0xF6] + Array("rg\n".utf8)
        let roster = RosterReader(options: western).read(bytes: bytes, named: "team.csv")
        #expect(roster.usernames == ["Jörg"] && roster.files.first?.notes == [])
    }

    /// A text, and its bytes in an encoding.
    static let samples: [(name: String, text: String, bytes: [UInt8])] = [
        ("windows-1252", "J\u{F6}rg \u{20AC}", [0x4A, 0xF6, 0x72, 0x67, 0x20, 0x80]),
        ("WINDOWS-1252", "\u{201C}x\u{201D}", [0x93, 0x78, 0x94]),
        ("iso-8859-15", "\u{20AC}\u{E9}", [0xA4, 0xE9]),
        ("iso-8859-2", "\u{141}\u{F3}d\u{17A}", [0xA3, 0xF3, 0x64, 0xBC]),
        ("shift_jis", "\u{8868}\u{FF71}a", [0x95, 0x5C, 0xB1, 0x61]),
        ("euc-jp", "\u{540D}\u{524D}", [0xCC, 0xBE, 0xC1, 0xB0]),
        ("iso-2022-jp", "\u{540D}", [0x1B, 0x24, 0x42, 0x4C, 0x3E, 0x1B, 0x28, 0x42]),
        ("gb18030", "\u{540D}\u{20AC}\u{1F600}", [0xC3, 0xFB, 0xA2, 0xE3, 0x94, 0x39, 0xFC, 0x36]),
        ("big5", "\u{529F}", [0xA5, 0x5C]),
        ("koi8-r", "\u{418}\u{432}\u{430}\u{43D}", [0xE9, 0xD7, 0xC1, 0xCE]),
        ("windows-1258", "a\u{300}", [0x61, 0xCC]),
        ("macintosh", "\u{E9}", [0x8E]),
        ("utf-8", "\u{E9}\u{1F600}", [0xC3, 0xA9, 0xF0, 0x9F, 0x98, 0x80]),
        ("utf-16le", "\u{E9}\u{1F600}", [0xE9, 0, 0x3D, 0xD8, 0x00, 0xDE]),
        ("UTF-16BE", "\u{E9}\u{1F600}", [0, 0xE9, 0xD8, 0x3D, 0xDE, 0x00]),
        ("utf-32be", "\u{1F600}", [0, 1, 0xF6, 0]),
    ]

    /// The text of the pieces, with `[E9]` for bytes that do not decode.
    private func decoded(_ bytes: [UInt8], as name: String?, cutAt cuts: [Int] = []) throws -> String {
        let decoder = TextDecoder(encoding: try name.map(TextEncoding.init(named:)))
        var result = ""
        func take(_ piece: TextDecoder.Piece) {
            switch piece {
            case .text(let text): result += String(decoding: text, as: UTF8.self)
            case .invalid(let bytes): result += "\(bytes.map { String($0, radix: 16, uppercase: true) })"
            }
        }
        for (start, end) in zip([0] + cuts, cuts + [bytes.count]) {
            Array(bytes[start..<end]).withUnsafeBytes { decoder.decode($0, emit: take) }
        }
        decoder.finish(emit: take)
        return result
    }

    @Test(arguments: samples)
    func `text is decoded the same wherever its chunks end`(
        sample: (name: String, text: String, bytes: [UInt8])
    ) throws {
        let expected = Array(sample.text.precomposedStringWithCanonicalMapping.utf8)
        for first in 0...sample.bytes.count {
            for second in first...sample.bytes.count {
                let text = try decoded(sample.bytes, as: sample.name, cutAt: [first, second])
                #expect(Array(text.precomposedStringWithCanonicalMapping.utf8) == expected, "\(first) \(second)")
            }
        }
    }

    @Test(
        arguments: [
            ("windows-1252", [0x61, 0x81, 0x62], "a[\"81\"]b"),
            ("shift_jis", [0x61, 0x81, 0x20, 0x62], "a[\"81\"] b"),
            ("shift_jis", [0x61, 0x95], "a[\"95\"]"), ("us-ascii", [0xC3, 0xA9], "[\"C3\"][\"A9\"]"),
            ("euc-jp", [0xCC, 0xBE, 0xFF, 0x61], "\u{540D}[\"FF\"]a"), ("utf-16le", [0x61], "[\"61\"]"),
        ] as [(String, [UInt8], String)])
    func `bytes that do not decode are told one by one wherever chunks end`(
        name: String, bytes: [UInt8], expected: String
    ) throws {
        for cut in 0...bytes.count { #expect(try decoded(bytes, as: name, cutAt: [cut]) == expected) }
    }

    @Test func `a roster in another encoding is read`() throws {
        let options = RosterOptions(encoding: try TextEncoding(named: "windows-1252"))
        let bytes =
            Array("username;note\r\nJ".utf8) + [0xF6] + Array("rg;\"1;2 ".utf8) + [0x80] + Array("\"\r\n".utf8)
        for chunkSize in [1, 2, 3, 262_144] {
            let roster = RosterReader(options: options, chunkSize: chunkSize).read(bytes: bytes, named: "team.csv")
            #expect(roster.problems == [])
            #expect(roster.usernames == ["J\u{F6}rg"])
            #expect(roster.entries.first?.fields["note"] == "1;2 \u{20AC}")
        }
    }

    @Test func `a byte that does not decode is told with line, column, value and encoding`() throws {
        let options = RosterOptions(encoding: try TextEncoding(named: "windows-1252"))
        let bytes = Array("username,x\nbob,1\n".utf8) + [0xF6, 0x6C, 0x81] + Array(",1\n".utf8)
        let roster = RosterReader(options: options).read(bytes: bytes, named: "team.csv")
        #expect(roster.marks == ["3:3 invalid-byte"])
        #expect(roster.problems.first?.detail == .csv(.invalidBytes([0x81], encoding: "windows-1252")))
        #expect(roster.usernames == ["bob"])
    }

    @Test func `the long text of a chunk is decoded whole`() throws {
        let bytes = [UInt8](repeating: 0xE9, count: 300_000)
        #expect(try decoded(bytes, as: "iso-8859-1").utf8.count == 600_000)
    }

    @Test(arguments: [
        "", "x-none", "latin", "utf-8//IGNORE", "//TRANSLIT", "ascii,utf-8", "windows 1252", "../x", "utf-8\0x", "é",
    ])
    func `an unknown encoding is refused`(name: String) {
        let error = #expect(throws: RosterError.self) { try TextEncoding(named: name) }
        #expect(error == .unknownEncoding(name: name))
    }
}
