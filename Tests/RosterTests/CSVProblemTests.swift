import Testing

@testable import Roster

@Suite struct CSVProblemTests {
    @Test(arguments: [
        ("username,x\nalice,1,2\nbob,1\n", "2:1 field-count", ["bob"]),
        ("username,x\nalice\nbob,1\n", "2:1 field-count", ["bob"]),
        ("username,x\n\"alice\"b,1\nbob,1\n", "2:8 text-after-quote", ["bob"]),
        ("username,x\n\"alice\"\r1\nbob,1\n", "2:8 text-after-quote", ["bob"]),
        ("username,x\nal\u{0}i\u{0}ce,1\nbob,1\n", "2:3 nul-character", ["bob"]),
        ("username,x\nbob,1\nalice,\"1\ncarol,2\n", "3:7 unclosed-quote", ["bob"]),
        ("username,x\n ,1\nbob,1\n", "2:1 missing-username", ["bob"]),
        ("x,username\n1,a\tb\n1,bob\n", "2:3 control-character", ["bob"]),
        ("username,state\nalice,maybe\nbob,\n", "2:7 unknown-state", ["bob"]),
        ("username,suspended\nalice,active\nbob,0\n", "2:7 unknown-state", ["bob"]),
        ("username,activate_on\nalice,1.3.2026\nbob,\n", "2:7 invalid-date", ["bob"]),
        ("username,flowserv_id\nalice,17\nbob,\n", "2:7 invalid-flowserv-id", ["bob"]),
        ("username,password\nalice, secret\nbob,x y\n", "2:7 password-white-space", ["bob"]),
        ("username,password\nalice,\u{A0}\nbob,\n", "2:7 password-white-space", ["bob"]),
    ])
    func `a bad row is a problem and stops no other`(text: String, mark: String, usernames: [String]) {
        let roster = read(text)
        #expect(roster.marks == [mark])
        #expect(roster.usernames == usernames)
        #expect(!roster.isValid)
    }

    @Test func `a name of more than 256 characters is a problem`() {
        let roster = read("username\n\(String(repeating: "a", count: 257))\nbob\n")
        #expect(roster.marks == ["2:1 username-too-long"])
        #expect(roster.problems.first?.username?.count == 256)
        #expect(roster.usernames == ["bob"])
    }

    @Test(arguments: ["", "\n\n", "\u{FEFF}", "\r\n", "sep=;\n"])
    func `an empty file is a problem`(text: String) {
        let roster = read(text)
        #expect(roster.codes == [.emptyFile])
        #expect(!roster.isComplete)
    }

    @Test func `a problem has the counts of fields`() {
        let comma = UInt8(ascii: ",")
        #expect(
            read("username,x\nalice,1,2\nbob\n").problems.map(\.detail) == [
                .csv(.fieldCount(3, expected: 2, delimiter: comma)),
                .csv(.fieldCount(1, expected: 2, delimiter: comma)),
            ])
    }

    @Test func `all problems of a row and of all rows are reported at once, in order`() {
        let roster = read("username,password,state,activate_on\n\u{1}a\u{1}, x,q,z\nbob,,q,\n")
        #expect(
            roster.marks == [
                "2:1 control-character", "2:5 password-white-space", "2:8 unknown-state", "2:10 invalid-date",
                "3:6 unknown-state",
            ])
        #expect(roster.problems.last?.username == "bob")
    }

    @Test func `no problem has the password`() {
        let roster = read("username,password,x\nalice, hunter2,\nbob,\"hunter2\"hunter2,\ncarol,hunter2\n")
        #expect(roster.problems.count == 3)
        for problem in roster.problems { #expect(!"\(problem)\(problem.detail)".contains("hunter")) }
    }

    @Test func `an unclosed quote means that rows may be lost`() {
        #expect(!read("username\n\"alice\n").isComplete)
        #expect(read("username\n\"alice\"x\n").isComplete)
    }

    @Test func `problems beyond a thousand are counted only`() {
        let rows = String(repeating: ",y\n", count: 1_234)
        let roster = read("username,x\n" + rows)
        #expect(roster.problems.count == 1_000)
        #expect(roster.unlistedProblems == 234)
        #expect(roster.problems.last?.location.line == 1_001)
        #expect(roster.files.map(\.rows) == [1_234])
    }

    @Test func `a row larger than any user is a problem`() {
        let huge = String(repeating: "x", count: 2 << 20)
        let roster = read("username,x\nalice,\(huge)\nbob,1\n")
        #expect(roster.marks == ["2:7 record-too-long"])
        #expect(roster.usernames == ["bob"])
    }

    @Test func `a row of a hundred thousand fields is counted, not kept`() {
        let roster = read("username,x\n" + String(repeating: ",", count: 100_000) + "y\nbob,1\n")
        #expect(
            roster.problems.first?.detail == .csv(.fieldCount(100_001, expected: 2, delimiter: UInt8(ascii: ","))))
        #expect(roster.usernames == ["bob"])
    }

    @Test func `a header of a hundred thousand fields is a problem`() {
        let roster = read("username" + String(repeating: ",x", count: 100_000) + "\n")
        #expect(roster.marks == ["1:1 record-too-long"])
        #expect(!roster.isComplete)
    }

    @Test func `columns without a name count for nothing, however many there are`() {
        let nothing = String(repeating: ",", count: 16_382)
        let roster = read("username,password\(nothing)\r\nanna,secret\(nothing)\r\nbert,secret,,\r\n")
        #expect(roster.problems == [])
        #expect(roster.usernames == ["anna", "bert"])
    }

    @Test(arguments: ["x", ",", "\0", "x\0,"])
    func `a file with a record of many megabytes is not read to its end`(filling: String) throws {
        let file = try TemporaryRoster(
            "username,x\nalice," + String(repeating: filling, count: (17 << 20) / filling.utf8.count) + "\nbob,\n")
        for chunkSize in [1_000, 262_144] {
            let roster = try RosterReader(chunkSize: chunkSize).read(paths: [file.path])
            #expect(roster.codes.contains(.recordTooLong))
            #expect(roster.files.map(\.rows) == [1])
            #expect(!roster.isComplete)
        }
    }
}
