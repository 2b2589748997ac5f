import Foundation
import Testing

@testable import Roster

@Suite struct XMLDefenceTests {
    private func read(_ text: String) -> Roster {
        RosterReader().read(bytes: text.utf8, named: "team.xml")
    }

    @Test(arguments: [
        "<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;&lol;&lol;'>",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        "<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x.dtd'> %x;",
        "<!ENTITY x PUBLIC 'p' 'http://127.0.0.1:9/x'>",
        "<!NOTATION n SYSTEM 'n'><!ENTITY x SYSTEM 'x' NDATA n>",
        "<!ATTLIST user state CDATA 'pending'>",
    ])
    func `a declaration that could change the text is refused`(declaration: String) {
        let roster = read(
            "<!DOCTYPE users [\(declaration)]>\n<users><user username='alice'/><user username='&x;'/></users>")
        #expect(roster.codes == [.refusedDeclaration])
        #expect(roster.problems.first?.location.line == 1)
        #expect(roster.entries.isEmpty)
        #expect(!roster.isComplete)
    }

    @Test(arguments: ["<!ELEMENT users (user*)>", "<!ATTLIST user state (active|pending) #IMPLIED>", "<!-- x -->"])
    func `a declaration that changes nothing is tolerated`(declaration: String) {
        let roster = read("<!DOCTYPE users [\(declaration)]><users><user username='alice'/></users>")
        #expect(roster.problems == [])
        #expect(roster.usernames == ["alice"])
    }

    @Test(arguments: [
        "<!DOCTYPE users SYSTEM 'users.dtd'><users><user username='a&nbsp;b'/></users>",
        "<!DOCTYPE users SYSTEM 'users.dtd'><users><user><username>a&nbsp;b</username></user></users>",
        "<users><user username='a&nbsp;b'/></users>",
        "<users><user><username>a&nbsp;b</username></user></users>",
        "<!DOCTYPE users SYSTEM 'users.dtd' [%p;]><users><user username='alice'/></users>",
    ])
    func `an entity that XML does not define is a problem, not nothing`(text: String) {
        let roster = read(text)
        #expect(roster.codes == [.malformedXML])
        #expect(roster.entries.isEmpty)
        #expect(!roster.isComplete)
    }

    @Test func `the five entities and character references are expanded`() {
        let roster = read("<users><user><username>&lt;&gt;&amp;&apos;&quot;&#65;&#x42;</username></user></users>")
        #expect(roster.usernames == ["<>&'\"AB"])
    }

    @Test(arguments: [
        ("<users><user username='alice'/>\n<user></users>", 2), ("<users>\n<user username='alice'/>", 2),
        ("<users>\n<user username=alice/></users>", 2), ("<users>\n<user a='1' a='2'/></users>", 2),
        ("<users/>\n<users/>", 2), ("<users>\n\u{1}</users>", 2), ("<users>\n<user username/></users>", 2),
        ("<users>\n<user username='a<b'/></users>", 2), ("<users>\n<x:user username='b'/></users>", 2),
        ("<users>\nA & B</users>", 2), ("<?xml version='1.0' encoding='x-none'?>\n<users/>", 1),
    ])
    func `what is not well-formed has a place`(text: String, line: Int) {
        let roster = read(text)
        #expect(roster.codes == [.malformedXML])
        #expect(roster.problems.first?.location.line == line)
        #expect(!roster.isComplete)
    }

    @Test(arguments: ["a<hunter2>b", "a&hunter2;b", "a<hunter2", "a &hunter2 b"])
    func `no message has the password`(password: String) {
        let roster = read("<users><user username='a'><password>\(password)</password></user></users>")
        #expect(!roster.isValid)
        for problem in roster.problems { #expect(!"\(problem)".contains("hunter")) }
    }

    @Test func `a byte that does not fit is a problem`() {
        let bytes = Array("<users>\n<user username='J".utf8) + [0xF6] + Array("rg'/></users>".utf8)
        let roster = RosterReader().read(bytes: bytes, named: "x")
        #expect(roster.codes == [.malformedXML])
        #expect(roster.problems.first?.location.line == 2)
    }

    @Test(arguments: ["UTF-16", "UTF-8", ""])
    func `half a UTF-16 character is a problem wherever it stands`(encoding: String) throws {
        let declaration = encoding.isEmpty ? "" : "<?xml version='1.0' encoding='\(encoding)'?>"
        let start = try #require("\(declaration)<users><user username='alice".data(using: .utf16BigEndian))
        let end = try #require("'/></users>".data(using: .utf16BigEndian))
        let bytes = [0xFE, 0xFF] + Array(start) + [0xDA, 0x00] + Array(end)
        for chunkSize in [1, 7, 262_144] {
            let roster = RosterReader(chunkSize: chunkSize).read(bytes: bytes, named: "x")
            #expect(roster.codes == [.malformedXML])
            #expect(roster.entries.isEmpty)
        }
    }

    @Test func `deep nesting ends at once`() {
        let roster = read(String(repeating: "<a>", count: 1_000_000))
        #expect(roster.marks == ["1:301 xml-limit"])
    }

    @Test(arguments: [
        ("<u><user><username>", "x"), ("<u><user username='", "x"), ("<u><user><x a='", "x"),
        ("<u><user>", "<a/>"), ("<u><user>", "<a b='c'>x</a>"), ("<u><!--", "x"), ("<u><![CDATA[", "x"), ("<u>", "x"),
    ])
    func `nothing of any size is kept`(start: String, filling: String) {
        let roster = read(start + String(repeating: filling, count: 12_000_000 / filling.utf8.count))
        #expect(roster.problems.count == 1)
        #expect(roster.entries.isEmpty)
        #expect(!roster.isComplete)
    }
}
