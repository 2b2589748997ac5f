import Accounts
import Roster
import Testing

@testable import rollcall

/// Every problem of a roster, in words.
struct ProblemWordsTests {
    private static func roster(_ text: String, _ options: RosterOptions = RosterOptions()) -> Roster {
        RosterReader(options: options).read(bytes: text.utf8, named: "team.csv")
    }

    /// A problem of each case but for duplicates and columns, which have tests of their own.
    private static let details: [RosterProblem.Detail] =
        FileKind.allCases.map(RosterProblem.Detail.fileKind)
        + ([
            .emptyFile, .unclosedQuote, .textAfterQuote, .nul, .invalidBytes([0xE9], encoding: "UTF-8"),
            .rowTooLarge(limit: 9), .tooManyColumns(9, limit: 8), .headerAmongRows, .exampleRow,
            .fieldCount(3, expected: 2, delimiter: 0x2C), .fieldCount(1, expected: 2, delimiter: 0x09),
            .singleField(expected: 2), .valueWithoutHeader,
            .otherDelimiter(0x3B, header: 0x2C, columns: 1), .otherDelimiter(0x2C, header: 0x2C, columns: 1),
            .otherDelimiter(0x3B, header: 0x2C, columns: 2), .otherDelimiter(0x2C, header: 0x2C, columns: 2),
        ] as [CSVProblem]).map(RosterProblem.Detail.csv)
        + ([
            .utf32, .entityReference, .entityDeclaration, .defaultAttribute, .tooDeep(limit: 9),
            .userTooLarge(limit: 9), .noRecords(element: "user", root: "people", first: "person"),
            .noRecords(element: "user", root: "Error", first: nil), .repeatedField(.state), .nestedField(.state),
            .usernameElsewhere(path: "a/b"),
        ] as [XMLProblem]).map(RosterProblem.Detail.xml)
        + (Array(1...110) + [201, 6_003]).map { RosterProblem.Detail.xml(.malformed(code: $0, words: "words.")) }
        + ([
            .cutOff, .badCharacter(limit: 1 << 20), .invalidBytes([0xE9]), .severalDocuments, .noUsers,
            .usersNotAList, .notAUser,
        ] as [JSONProblem]).map(RosterProblem.Detail.json)
        + ([
            .empty, .tooLong(characters: 300, limit: 256), .control("\u{1B}"), .control("\u{80}"),
            .hidden("\u{200B}"), .nullWord, .pattern("[a-z]+"), .lostZeros(width: 7), .footer,
        ] as [NameProblem]).map(RosterProblem.Detail.username)
        + Decoration.allCases.map { .username(.decorated($0)) } + Alteration.allCases.map { .username(.altered($0)) }
        + ([
            .outerWhiteSpace, .tooLong(characters: 5_000, limit: 4_096), .untypable("\u{7}"), .untypable("\u{80}"),
            .untypable("\u{80}", isMarkup: true), .hashColumn(digits: 32),
            .nullWord, .placeholder, .decorated, .altered, .hash, .hashFunction, .lostZeros(width: 8),
        ] as [PasswordProblem]).map(RosterProblem.Detail.password)
        + ([
            .unknown(word: "aktiv", isNegated: false, format: .csv),
            .unknown(word: "aktiv", isNegated: true, format: .xml), .stateOrRegion(word: "active", format: .csv),
        ] as [StateProblem]).map(RosterProblem.Detail.state)
        + [StateColumnKind.words, .negated, .gone, .accountControl, .employment, .lastDay, .lockTime].map {
            .state(.notUnderstood(value: "x", $0))
        } + [.activationDate("1.3.2026"), .flowservID("17")]

    @Test(arguments: details)
    func `every problem has a sentence and a remedy`(detail: RosterProblem.Detail) throws {
        let place = SourceLocation(file: "te\u{1B}am.csv", line: 3, column: 1)
        let problem = RosterProblem(location: place, detail: detail, username: "an\u{1B}na")
        let sentences = problem.words.split(separator: ".  ")
        #expect(
            sentences.count > 1 && problem.words.hasSuffix(".") || problem.words.hasSuffix(" FILE."),
            "\(problem.words)")
        #expect(!problem.words.unicodeScalars.contains { $0.value < 0x20 })
        #expect(problem.wordsWithName.contains("an\\u{1B}na"))
    }

    @Test func `every code of a problem is one of these`() {
        let columns: Set<RosterProblem.Code> = [.missingUsernameColumn, .unknownColumn, .ambiguousColumn]
        let codes = Set(Self.details.map(\.code)).union(columns).union([.duplicateUsername])
        #expect(codes == Set(RosterProblem.Code.allCases))
    }

    @Test(arguments: [
        ("username,state\nann,aktiv\n", ["\"aktiv\"", "active", "--state-word", "--column state="]),
        ("<u><user login='ann' state='aktiv'/></u>", ["\"aktiv\"", "--state-word", "--xml-field state="]),
        ("username,state,zip\nann,active,1\n", ["\"active\"", "--column state="]),
        ("name,wave\nann,1\n", ["\"name\"", "\"wave\"", "--column username=", "\",\"", "--delimiter"]),
        ("name\twave\nann\t1\n", ["a tab", "--delimiter"]),
        ("ann;hunter2\n", ["put a header above it"]),
        ("username,password\nann;hunter2\n", ["\";\"", "\",\"", "2 columns", "same delimiter"]),
        ("username,password\n\"ann,hunter2\"\n", ["\",\"", "quotes around the whole row"]),
        ("username\nann;hunter2\n", ["\";\"", "one column"]),
        ("name,hunter2\nann,x\n", ["\"name\"", "column 2", "put a header above it"]),
        ("<Error>AccessDenied</Error>", ["<Error>", "<user>"]),
        ("<users><user username='a' password='x\u{80}'/></users>", ["encoding=\"windows-1252\"", "declaration"]),
        ("username,password\na,x\u{80}\n", ["--encoding windows-1252"]),
        ("username,Given name\nann,A\nann,B\n", ["\"Given name\""]),
        ("username,username,password\na,b,c\n", ["Rename all but one."]),
        ("username,x\nann,1,2\n", ["3 fields", "2", "\",\"", "--delimiter"]),
        ("username,x\nann\n", ["1 field", "2"]),
        ("username\nan\u{200B}na\n", ["U+200B", "ZERO WIDTH SPACE", "an\\u{200B}na"]),
        ("username\nNULL\n", ["\"NULL\"", "rollcall user register"]),
        ("username\n\"anna\"\"\"\n", ["rollcall user register"]),
        ("username\nuser\u{0}\n", ["--encoding utf-16"]),
        ("username,state\nann,\nann,pending\n", ["\"ann\"", "2 rows", "team.csv:3:1", "state"]),
        ("username,deleted\nann,1\nann,0\n", ["not wanted"]),
        ("<people><person username='ann'/></people>", ["<user>", "<person>", "--xml-record person"]),
        ("<users/>\n<users/>", ["libxml2 says: Extra content at the end of the document."]),
        ("username,enabled (Y = blocked)\nann,\n", ["Y = blocked", "--column state="]),
        ("x,User Name,user_name\n1,a,b\n", ["\"User Name\"", "\"user_name\"", "--column username="]),
    ])
    func `the words have the value found, the value expected and what to type`(text: String, facts: [String]) throws {
        let problem = try #require(Self.roster(text).problems.first)
        for fact in facts { #expect(problem.words.contains(fact), "\(problem.words)") }
        #expect(!problem.words.contains("hunter2"))
    }

    @Test func `of very many rows the words name a few`() throws {
        let text = "username,state\nann,pending\n" + String(repeating: "ann,\n", count: 4_999)
        let problem = try #require(Self.roster(text).problems.first)
        #expect(problem.words.contains("5,000 rows") && problem.words.contains("and 4,994 more"))
    }

    @Test func `a header asked for by name is told, with those that exist`() throws {
        let options = RosterOptions(columns: [.state: "Zustand"])
        let problem = try #require(Self.roster("username,x\nann,1\n", options).problems.first)
        for fact in ["\"Zustand\"", "\"username\"", "\"x\"", "--column state="] {
            #expect(problem.words.contains(fact))
        }
    }

    @Test(arguments: [
        RosterError.cannotOpen(path: "a.csv", reason: "No such file or directory"),
        .cannotRead(path: "a.csv", reason: "Is a directory"), .unknownEncoding(name: "x-none"),
    ])
    func `every error of reading has a remedy`(error: RosterError) {
        #expect(error.words.hasPrefix("\(error).  "))
    }

    @Test func `a remedy that would not help is not given`() throws {
        let options = RosterOptions(delimiter: UInt8(ascii: ";"))
        let header = try #require(Self.roster("username,password\nann,hunter2\n", options).problems.first).words
        for fact in ["\";\"", "\",\"", "--delimiter ','"] { #expect(header.contains(fact), "\(header)") }
        #expect(!header.contains("quotes") && !header.contains("hunter2"))
        let twice = try #require(Self.roster("username,username,password\na,b,c\n").problems.first).words
        #expect(!twice.contains("--column"))
        let document = "<users><user username='a' password='x\u{80}'/></users>"
        #expect(try #require(Self.roster(document).problems.first).words.contains("--encoding") == false)
    }

    @Test func `a sign of a cut-off file has the place and the value`() throws {
        let text = "name,email\nAnn,ann@example.org\nBob,bob@example.org\nCid,first.la"
        let words = try #require(Self.roster(text).files.first?.cutOff?.words)
        for fact in ["team.csv:4:5", "\"first.la\"", "\"email\""] { #expect(words.contains(fact)) }
    }
}
