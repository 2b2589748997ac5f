import Foundation
import Testing

@testable import Roster

/// What a test compares of two readings.
private struct RepeatedListing: Equatable {
    var files: [RosterFile]
    var entries: RosterEntries
    var problems: [RosterProblem]

    init(_ bytes: [UInt8], chunkSize: Int) {
        let roster = RosterReader(chunkSize: chunkSize).read(bytes: bytes, named: "team")
        files = roster.files
        entries = roster.entries
        problems = roster.problems
    }
}

@Suite struct ChunkTests {
    private static let csv =
        "\u{FEFF}sep=;\r\nusername;password;note\r\n\"al\"\"ice\";\"p;1\";\"a\r\nb 😀\"\r\n\r\nbob;;naïve\r\n"
        + "\"x\"y;1;2\r\ncarol\r\ndave;\u{0};\r\nerin;\"\"\r;\r\nalice;;\r\n alice ;;\r\nfrank;;\"open"

    private static let xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE users>\n<users>\n  <!-- two -->\n"
        + "  <user username=\"alice&amp;co\" wave='1'><password><![CDATA[a<b]]></password></user>\n"
        + "  <user>\n    <username>J&#xF6;rg 😀</username>\n    <state>maybe</state>\n  </user>\n</users>\n"

    /// Neither the comment nor what looks like the end of the declaration is one.
    private static let literal =
        "<?pi > <!DOCTYPE ?><!-- '<!DOCTYPE x --><!DOCTYPE users PUBLIC \"<a>\" 'b>\"c.dtd'>\n"
        + "<users><user username='alice'/></users>"

    static let files: [(String, [UInt8])] = [
        ("CSV", Array(csv.utf8)),
        ("CSV in UTF-16", [0xFF, 0xFE] + (csv.dropFirst().data(using: .utf16LittleEndian) ?? Data())),
        ("CSV with bad bytes", Array("username,x\nal".utf8) + [0xE2, 0x82, 0x61, 0xFF] + Array("b,1\nbob,\n".utf8)),
        ("CSV with carriage returns", Array("username,x\r\"a\rb\",1\rbob,2\r\n\rcarol,".utf8)),
        ("XML", Array(xml.utf8)),
        ("XML with a literal that looks like an end", Array(literal.utf8)),
        ("the same in UTF-16", [0xFF, 0xFE] + (literal.data(using: .utf16LittleEndian) ?? Data())),
        (
            "XML in UTF-16",
            [0xFE, 0xFF] + (xml.replacing("UTF-8", with: "UTF-16").data(using: .utf16BigEndian) ?? Data())
        ),
        (
            "XML in ISO-8859-1",
            (xml.replacing("UTF-8", with: "ISO-8859-1").replacing("😀", with: "ü").data(using: .isoLatin1) ?? Data())
                + []
        ),
        ("XML cut off", Array(xml.utf8.dropLast(20))),
        (
            "flowServ's listing",
            Array(
                "{\"users\":[{\"id\":\"1\",\"username\":\"é\\u00e9\"},{\"id\":\"2\",\"username\":\"éé\",\"x\":[1]}]}"
                    .utf8)
        ),
        ("flowServ's listing cut off", Array("{\"users\": [{\"username\": \"alice\"},\n {\"user".utf8)),
        ("nothing", []),
    ]

    @Test(arguments: files, [1, 2, 3, 7, 64])
    func `the result does not depend on where chunks end`(file: (String, [UInt8]), size: Int) {
        let whole = RepeatedListing(file.1, chunkSize: 262_144)
        #expect(RepeatedListing(file.1, chunkSize: size) == whole)
        #expect(!whole.problems.isEmpty)
    }
}

@Suite struct DamageTests {
    @Test(arguments: 0..<300)
    func `a damaged file reads the same whole and byte by byte`(seed: Int) {
        var random = Steps(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
        var bytes = ChunkTests.files[seed % ChunkTests.files.count].1
        for _ in 0..<4 where !bytes.isEmpty {
            let index = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: index)
            default: bytes.insert(contentsOf: "\"\r".utf8, at: index)
            }
        }
        let (pieces, whole) = (RepeatedListing(bytes, chunkSize: 1), RepeatedListing(bytes, chunkSize: 262_144))
        #expect(pieces.entries == whole.entries)
        // libxml2 words the same fault differently when it sees less of what follows.
        #expect(pieces.problems.map(\.code) == whole.problems.map(\.code))
        #expect(pieces.problems.map(\.location.line) == whole.problems.map(\.location.line))
    }
}

/// A generator whose numbers are the same in every run.
private struct Steps: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

extension StringProtocol {
    fileprivate func data(using encoding: String.Encoding) -> Data? {
        String(self).data(using: encoding, allowLossyConversion: false)
    }
}
