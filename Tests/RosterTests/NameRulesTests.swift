import Testing

@testable import Roster

@Suite struct NameRulesTests {
    @Test(arguments: [
        ("alice", "alice"), (" alice\t", "alice"), ("\r\nalice\u{0B}\u{0C}", "alice"),
        ("\u{1C}\u{1D}alice\u{1E}\u{1F}", "alice"), ("\u{85}\u{A0}alice\u{3000}\u{2028}", "alice"),
        ("\u{1680}\u{2000}alice\u{200A}\u{202F}\u{205F}\u{2029}", "alice"), ("   ", ""), ("", ""),
        ("a b", "a b"), ("\u{200B}alice\u{FEFF}", "\u{200B}alice\u{FEFF}"), ("\u{1B}alice", "\u{1B}alice"),
    ])
    func `white space goes as Python strips it`(text: String, expected: String) {
        #expect(Array(stripped(text).utf8) == Array(expected.utf8))
    }

    @Test func `a combining mark behind a space stays with what it was`() {
        #expect(Array(stripped(" \u{301}x").unicodeScalars) == ["\u{301}", "x"])
    }

    @Test func `length counts code points, not letters or bytes`() {
        #expect(NameRules.problem(in: String(repeating: "é", count: 256)) == nil)
        #expect(NameRules.problem(in: String(repeating: "e\u{301}", count: 128)) == nil)
        #expect(
            NameRules.problem(in: String(repeating: "e\u{301}", count: 129)) == .tooLong(characters: 258, limit: 256))
        #expect(NameRules.problem(in: String(repeating: "a", count: 257)) == .tooLong(characters: 257, limit: 256))
    }

    @Test(arguments: ["\u{0}", "\u{1F}", "\u{7F}", "\u{80}", "\u{9F}", "\u{2028}", "\u{2029}", "\n"])
    func `a control character within is refused`(control: Unicode.Scalar) {
        #expect(NameRules.problem(in: "a\(control)b") == .control(control))
    }

    @Test(arguments: ["名前", "a b", "o'neill@example.org", "\u{1F600}"])
    func `other characters are fine`(name: String) {
        #expect(NameRules.problem(in: name) == nil)
    }
}
