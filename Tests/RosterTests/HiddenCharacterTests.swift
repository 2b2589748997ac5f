import Testing

@testable import Roster

/// Characters that nobody can see or type.
@Suite struct HiddenCharacterTests {
    @Test(arguments: [
        // Bengali "Rachel" with its ya-phala, Kannada, a Malayalam chillu and a Bengali khanda ta at the end, Mongolian.
        "র\u{200D}্যাচেল", "ಸೂರ\u{200D}್ಯ", "മോഹന്\u{200D}", "শরত্\u{200D}", "ᠨᠠᠷ\u{180E}ᠠ", "ᠨᠠᠷ\u{180B}ᠠ",
    ])
    func `names are spelled with the joiners of their scripts`(name: String) {
        #expect(read("username,wave\n\(name),1\n").usernames == [name])
    }

    @Test(arguments: ["anna\u{200D}", "an\u{200D}na", "an\u{180E}na", "анна\u{200D}"])
    func `elsewhere they are problems`(name: String) {
        #expect(read("username,wave\n\(name),1\n").codes == [.invisibleCharacter])
    }

    /// Some of each kind: default ignorable, format, direction, spaces, fillers, tags, selectors, private use.
    private static let hidden: [Unicode.Scalar] = [
        "\u{A0}", "\u{AD}", "\u{34F}", "\u{61C}", "\u{115F}", "\u{1160}", "\u{17B4}", "\u{180B}", "\u{180E}",
        "\u{2000}", "\u{2003}",
        "\u{2007}", "\u{2009}", "\u{200A}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{202A}",
        "\u{202C}", "\u{202E}",
        "\u{202F}", "\u{205F}", "\u{2060}", "\u{2062}", "\u{2066}", "\u{2069}", "\u{206A}", "\u{2800}", "\u{3000}",
        "\u{3164}", "\u{FE0E}",
        "\u{FE0F}", "\u{FEFF}", "\u{FFA0}", "\u{FFF9}", "\u{FFFC}", "\u{FFFE}", "\u{E000}", "\u{F8FF}", "\u{1BCA0}",
        "\u{1D173}", "\u{E0001}",
        "\u{E0041}", "\u{E0100}", "\u{10FFFF}",
    ]

    /// Persian, Sinhala, Bengali and Hindi are written so.
    @Test(arguments: [
        "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}", "ශ්\u{200D}රී", "র\u{9CD}\u{200D}য", "क\u{94D}\u{200D}ष",
    ])
    func `joiners within words of scripts that are written with them are read`(name: String) {
        #expect(read("username\n\(name)\n").usernames == [name])
    }

    @Test(arguments: ["an\u{200C}na", "anna\u{200D}", "\u{645}\u{200C}", "\u{200C}\u{645}\u{6CC}"])
    func `joiners anywhere else are problems`(name: String) {
        #expect(read("username\n\(name)\n").codes == [.invisibleCharacter])
    }

    @Test(arguments: hidden)
    func `in a name it is a problem that has the character`(scalar: Unicode.Scalar) {
        let roster = read("username,password\nan\(scalar)na,secret-1\n")
        #expect(roster.marks == ["2:1 invisible-character"])
        #expect(roster.problems.map(\.detail) == [.username(.hidden(scalar))])
    }

    @Test(arguments: hidden + ["\u{9}", "\u{7}", "\u{1B}", "\u{7F}", "\u{80}", "\u{2028}", "\u{FFFD}"])
    func `in a password it is a problem that does not show the password`(scalar: Unicode.Scalar) {
        let roster = read("username,password\nanna,se\(scalar)cret-1\n")
        #expect(roster.marks == ["2:6 password-character"])
        #expect(roster.problems.map(\.detail) == [.password(.untypable(scalar))])
    }

    @Test func `a word of a state with one is not the word`() {
        let roster = read("username,state\nanna,active\u{200B}\n")
        let problem = StateProblem.unknown(word: "active\u{200B}", isNegated: false, format: .csv)
        #expect(roster.problems.map(\.detail) == [.state(problem)])
    }

    @Test(arguments: ["e\u{301}mile", "ß", "Ωmega", "名前", "😀", "नमस्ते", "עברית", "العربية", "ไทย"])
    func `what can be seen is fine`(name: String) {

        #expect(read("username,password\n\(name),secret-1\n").usernames == [name])
    }

    @Test func `a password of 4,096 characters is the longest, whatever its bytes`() {
        let longest = String(repeating: "é", count: 4_096)
        #expect(read("username,password\nanna,\(longest)\n").isValid)
        let roster = read("username,password\nanna,\(longest)é\n")
        #expect(roster.problems.map(\.detail) == [.password(.tooLong(characters: 4_097, limit: 4_096))])
    }

    @Test func `accounts from elsewhere are held to the same rules`() {
        #expect(AccountRules.problem(inUsername: "an\u{200B}na") == .hidden("\u{200B}"))
        #expect(AccountRules.problem(inPassword: "se\u{7}cret") == .untypable("\u{7}"))
        let long = String(repeating: "x", count: 4_097)
        #expect(AccountRules.problem(inPassword: long) == .tooLong(characters: 4_097, limit: 4_096))
        #expect(AccountRules.problem(inPassword: "NULL") == nil)
        #expect(AccountRules.problem(inUsername: "null") == nil)
    }
}
