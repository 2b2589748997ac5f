import Accounts
import Testing

@testable import Roster

@Suite struct ExportColumnsTests {
    @Test(arguments: ["pending", "Active", "suspended", "deleted"])
    func `a state beside an address that could be either is a problem`(word: String) {
        let roster = read("username,state,zip\nalice,\(word),1\nbob,CA,2\n")
        #expect(roster.marks == ["2:7 ambiguous-state"])
        #expect(roster.problems.map(\.detail) == [.state(.stateOrRegion(word: word, format: .csv))])
        #expect(roster.usernames == ["bob"])
    }

    @Test func `a state asked for is one, whatever stands beside it`() {
        let text = "username,state,zip\nalice,pending,1\n"
        #expect(read(text, options: RosterOptions(columns: [.state: "state"])).entries.map(\.state) == [.pending])
        let leftOut = read(text, options: RosterOptions(columns: [.state: ""]))
        #expect(leftOut.problems == [])
        #expect(leftOut.entries.map(\.state) == [.active])
    }

    @Test func `a city alone makes no region of a state`() {
        #expect(read("username,state,city\nalice,pending,Springfield\n").entries.map(\.state) == [.pending])
    }

    @Test func `an address makes a region in XML too`() {
        let text = "<u><user login='alice' state='pending' zip='1'/><user login='bob' state='CA' zip='2'/></u>"
        let roster = read(text)
        #expect(roster.marks == ["1:4 ambiguous-state"])
        #expect(roster.problems.map(\.detail) == [.state(.stateOrRegion(word: "pending", format: .xml))])
        #expect(roster.usernames == ["bob"])
    }

    @Test func `a row that is not wanted is left out and counted, whatever else is in it`() {
        let roster = read("username,status,password,activate_on\nalice,deleted, x,never\n,deleted,,\nbob,active,,\n")
        #expect(roster.problems == [])
        #expect(roster.usernames == ["bob"])
        #expect(roster.files.map(\.rows) == [1])
        #expect(roster.files.map(\.unwanted) == [2])
    }

    @Test(arguments: [
        "username,status\nalice,deleted\nalice,active\nalice,archived\nbob,archived\nbob,deleted\ncarol,\n",
        "login,password,deleted\nalice,x,1\nalice,x,0\nalice,x,1\nbob,y,1\nbob,z,1\ncarol,x,\n",
        """
        <enterprise><person recstatus="3"><userid>alice</userid></person>
        <person><userid>alice</userid></person>
        <person recstatus="3"><userid>alice</userid><name/></person>
        <person recstatus="3"><userid>bob</userid></person><person recstatus="3"><userid>bob</userid></person>
        <person><userid>carol</userid></person></enterprise>
        """,
    ])
    func `rows of which one wants a user and another does not contradict each other`(text: String) throws {
        let file = try TemporaryRoster(text)
        for keepsEntries in [true, false] {
            let roster = try RosterReader(options: RosterOptions(keepsEntries: keepsEntries)).read(paths: [file.path])
            #expect(roster.codes == [.duplicateUsername, .duplicateUsername, .duplicateUsername])
            for problem in roster.problems {
                guard case .duplicate(let rows) = problem.detail else {
                    Issue.record("\(problem)")
                    continue
                }
                #expect(rows.topic == .unwanted)
            }
            #expect(roster.usernames == (keepsEntries ? ["carol"] : []))
            #expect(roster.counts.total == 1)
            #expect(roster.files.map(\.rows) == [2] && roster.files.map(\.unwanted) == [4])
        }
    }

    @Test func `a file of who is gone contradicts one of who is there`() throws {
        let here = try TemporaryRoster("username\nalice\nbob\n")
        let gone = try TemporaryRoster("username,state\nbob,deleted\ncarol,deleted\n")
        let roster = try RosterReader().read(paths: [here.path, gone.path])
        #expect(roster.usernames == ["alice"])
        #expect(roster.problems.map(\.username) == ["bob", "bob"])
    }

    @Test func `a flawed row is a problem even when it may not be wanted`() {
        #expect(read("username,status\nalice,deleted,x\n").codes == [.fieldCount])
        #expect(read("username,deleted\nalice,maybe\nbob,0\ncarol,\n").marks == ["2:7 unknown-state"])
    }

    @Test func `asterisks stand for a password that an export does not tell`() {
        let roster = read("username,password\nalice,****\nbob,***x\ncarol,*\n")
        #expect(roster.problems == [])
        #expect(roster.entries.map { $0.password?.reveal() } == [nil, "***x", nil])
    }

    @Test func `a hash's function without a hash says nothing`() {
        let rows = "alice,,MD5\nbob,****,SHA-1\ncarol,x,\ndave,y,MD5\n"
        let roster = read("username,password,Password Hash Function\n" + rows)
        #expect(roster.marks == ["5:8 hashed-password"])
        #expect(roster.usernames == ["alice", "bob", "carol"])
    }

    @Test func `a token is kept no more than a password`() {
        let entry = read("username,API Token,client_secret,Secretary\nalice,a,b,c\n").entries.first
        #expect(entry?.fields == ["username": "alice", "Secretary": "c"])
    }

    @Test(arguments: [
        ("version:v1.0\nusername,x\nalice,1\n", 3), ("version:v1.0,,,\r\nusername,x\r\nalice,1\r\n", 3),
        ("version:v1.0\rusername,x\ralice,1\r", 3), ("\u{FEFF}version:v1.0;;\nusername;x\nalice;1\n", 3),
        ("\nversion:v2.15\n\nusername\tx\nalice\t1", 5), ("\r\rusername;x\ralice;1\r", 4),
    ])
    func `a version above the header is no header`(text: String, line: Int) {
        let roster = read(text)
        #expect(roster.problems == [])
        #expect(roster.entries.map(\.location.line) == [line])
        #expect(roster.entries.first?.fields["x"] == "1")
    }

    @Test(arguments: ["version:v1.0\n", "version:v1.0", "version:v1.0\r\n\r\n"])
    func `a version alone is an empty file`(text: String) {
        #expect(read(text).codes == [.emptyFile])
    }

    @Test(arguments: ["version:v1.0,username\n", "version:\n", "version:v1.0 x\n", "version:v1.0\nversion:v1.0\n"])
    func `what only begins like a version is a header`(text: String) {
        #expect(read(text + "x,alice\n").codes.allSatisfy { $0 == .missingUsernameColumn || $0 == .fieldCount })
        #expect(read(text + "x\n").codes != [.emptyFile])
    }
}
