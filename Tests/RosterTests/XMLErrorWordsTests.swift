import Testing

@testable import Roster

@Suite struct XMLErrorWordsTests {
    @Test(
        arguments: [
            ("Extra content at the end of the document\n", [], "Extra content at the end of the document"),
            ("mismatch: a line 3 and b\n", ["a", "b"], "mismatch: … line 3 and …"),
            ("Entity 'hunter2' not defined\n", ["hunter2"], "Entity '…' not defined"),
            ("Attribute x redefined", ["x", "x", ""], "Attribute … redefined"),
            ("Bytes: 0xF6\n0x72", ["0xF6\n0x72\n"], "Bytes: …"),
            ("no place for it", ["hunter2"], nil), ("xhunter2", ["hunter2"], nil),
        ] as [(String, [String], String?)])
    func `what libxml2 quotes from the document is not shown`(
        message: String, quoted: [String], shown: String?
    ) {
        #expect(XMLErrorWords(message: message, quoted: quoted).shown == shown)
    }

    @Test(arguments: [
        ("<users>\n<user></users>", "2:15 Opening and ending tag mismatch: … line 2 and …"),
        ("<users/>\n<users/>", "2:1 Extra content at the end of the document"),
        ("<users>\n<user username='a<b'/></users>", "2:18 Unescaped '<' not allowed in attributes values"),
        ("<users>\n  <x:user/></users>", "2:10 Namespace prefix … on … is not defined"),
    ])
    func `libxml2's words come with their line and column`(text: String, expected: String) throws {
        let problem = try #require(RosterReader().read(bytes: text.utf8, named: "team.xml").problems.first)
        guard case .xml(.malformed(_, let words?)) = problem.detail else {
            Issue.record("\(problem.detail)")
            return
        }
        #expect("\(problem.location.line):\(problem.location.column) \(words)" == expected)
    }
}

/// A document that ends within an element is cut off, wherever it is cut.
@Suite struct CutXMLTests {
    @Test(arguments: [
        "<users>\n<user username=\"ann\"/>\n", "<users><user><username>ann</username></user>", "<users>",
        "<users><user username='a'",
    ])
    func `a document that was cut off is not said to have too much`(text: String) throws {
        let problem = try #require(RosterReader().read(bytes: text.utf8, named: "team.xml").problems.last)
        guard case .xml(.malformed(let code, let words)) = problem.detail else {
            Issue.record("\(problem)")
            return
        }
        #expect(words?.hasPrefix("Extra content") != true, "\(code) \(words ?? "")")
    }

    @Test func `what follows the document is too much`() throws {
        let text = "<users><user username='ann'/></users><more/>"
        let problem = try #require(RosterReader().read(bytes: text.utf8, named: "team.xml").problems.last)
        guard case .xml(.malformed(5, let words?)) = problem.detail else {
            Issue.record("\(problem)")
            return
        }
        #expect(words.hasPrefix("Extra content"))
    }
}
