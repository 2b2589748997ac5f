import Accounts
import Testing

@testable import Roster

@Suite struct CSVHeaderTests {
    @Test(arguments: [
        "username", "User Name", "USER_NAME", "user-name", "Login", "user", "E-Mail Address", "email", "mail",
        "Email Address [Required]", "userPrincipalName", "User name [userPrincipalName] Required", "login_id",
    ])
    func `a username column is known by many names`(header: String) {
        #expect(read("\(header),x\nalice,1\n").usernames == ["alice"])
    }

    @Test(arguments: ["user_id", "id", "name", "usernames", "user/nam"])
    func `other names are no username`(header: String) {
        #expect(read("\(header),x\nalice,1\n").codes == [.missingUsernameColumn])
    }

    @Test(arguments: [
        ("email,login,username", "c"), ("email,user,login", "c"), ("userPrincipalName,email,mail", "a"),
        ("mail,email,x", "b"), ("email,userPrincipalName,user", "c"),
    ])
    func `of several the fixed order picks one, and the file tells which`(header: String, expected: String) {
        let roster = read("\(header)\na,b,c\n")
        #expect(roster.usernames == [expected])
        let index = ["a", "b", "c"].firstIndex(of: expected) ?? 0
        let chosen = roster.files.first?.columns[.username]
        #expect(chosen == header.split(separator: ",").map(String.init)[index])
    }

    @Test func `a column asked for wins over every alias`() {
        let options = RosterOptions(columns: [.username: "Staff"])
        #expect(read("username,staff\nalice,bob\n", options: options).usernames == ["bob"])
        #expect(read("username,STAFF,Staff\nalice,bob,carol\n", options: options).usernames == ["carol"])
    }

    @Test func `an empty name asked for leaves the field out`() {
        let roster = read("username,status\nalice,full-time\n", options: RosterOptions(columns: [.state: ""]))
        #expect(roster.problems == [])
        #expect(roster.entries.first?.fields["status"] == "full-time")
    }

    @Test func `a column asked for that is not there is a problem`() {
        let roster = read("username,x\nalice,1\n", options: RosterOptions(columns: [.state: "Zustand"]))
        let header = CSVHeaderFacts(names: ["username", "x"], count: 2, delimiter: UInt8(ascii: ","))
        #expect(roster.problems.map(\.detail) == [.columns(.unknown(.state, name: "Zustand"), header)])
        #expect(!roster.isComplete)
    }

    @Test func `two columns of one name are a problem`() {
        let roster = read("x,User Name,user_name\n1,alice,bob\n")
        #expect(roster.marks == ["1:13 ambiguous-column"])
        #expect(roster.entries.isEmpty)
    }

    @Test(arguments: [
        "username,\"pass\"word\nalice,x\n", "username,x\u{0}\nalice,1\n", "user\"name,\"x\nalice,1\n",
    ])
    func `below a header that is not well-formed no row is believed`(text: String) {
        let roster = read(text)
        #expect(roster.problems.count == 1)
        #expect(roster.entries.isEmpty)
        #expect(!roster.isComplete)
    }

    @Test func `without a username column one problem has the headers and the delimiter`() {
        let roster = read("name,wave\nalice,1\nbob,2\n")
        #expect(roster.problems.map(\.description) == ["team.csv:1:1: missing-username-column"])
        let header = CSVHeaderFacts(names: ["name", "wave"], count: 2, delimiter: UInt8(ascii: ","))
        #expect(roster.problems.map(\.detail) == [.columns(.noUsername, header)])
        #expect(roster.entries.isEmpty)
        #expect(!roster.isComplete)
    }

    @Test(arguments: ["alice,hunter2,active\nbob,hunter3,\n", "alice;hunter2\n", "hunter2\n"])
    func `a first line that may be a user's is not quoted`(text: String) {
        for options in [RosterOptions(), RosterOptions(columns: [.username: "login"])] {
            let roster = read(text, options: options)
            #expect(roster.problems.count == 1)
            for problem in roster.problems {
                guard case .columns(_, let header) = problem.detail else {
                    Issue.record("\(problem)")
                    continue
                }
                #expect(header.names == nil)
                #expect(!"\(problem.detail)".contains("hunter"))
            }
        }
    }

    @Test(arguments: ["user_id", "id", "userId", "objectId"])
    func `another system's id is not flowServ's, even when it looks like one`(header: String) {
        let id = String(repeating: "0a", count: 16)
        let entry = read("username,\(header)\nalice,\(id)\n").entries.first
        #expect(entry?.flowservID == nil)
        #expect(entry?.value(of: header) == id)
    }

    @Test(arguments: [
        ("suspended", "1", DesiredState.pending), ("Suspended", "0", .active), ("enabled", "0", .pending),
    ])
    func `a column may ask for the state or its opposite`(header: String, word: String, state: DesiredState) {
        #expect(read("username,\(header)\nalice,\(word)\n").entries.map(\.state) == [state])
    }
}
