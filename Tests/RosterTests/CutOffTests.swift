import Testing

@testable import Roster

/// A file whose last line has no end, and whose last value is not whole, may be cut off.
@Suite struct CutOffTests {
    private func evidence(_ text: String) -> CutOff.Evidence? { read(text).files.first?.cutOff?.evidence }

    @Test(arguments: [
        (
            "name,email\nAnn,ann@example.org\nBob,bob@example.org\nCid,first.la",
            CutOff.Evidence.noAddress("first.la", column: "email")
        ),
        ("email\nann@example.org\nbob@example.org\ncid@exam", .noAddress("cid@exam", column: "email")),
        ("email\nann@example.org\nbob@example.org\ncid@example.o", .noAddress("cid@example.o", column: "email")),
        ("email\nann@a.example.org\nbob@b.example.org\ncid@b.exam", .noAddress("cid@b.exam", column: "email")),
        ("username,state\nann,active\nbob,active\ncid,act", .noState("act", column: "state")),
        ("username,state\nann,active\ncid,suspend", .noState("suspend", column: "state")),
        ("username,userAccountControl\nann,66050\ncid,660", .noState("660", column: "userAccountControl")),
        ("username,locked,status\nann,no,On Leave\ncid,no,On", .noState("On", column: "status")),
        ("username,state\nann,active\nbob,pending\ncid,", .noValue(column: "state")),
        ("username,state\nann,active\nbob,", .noValue(column: "state")),
        ("username,password\nann,secret-1\nbob,secret-2\ncid,", .noValue(column: "password")),
        (
            "username,password,activate_on\nann,x1,2026-03-01\nbob,x2,2026-04-01\ncid,pass-word-9,",
            .noValue(column: "activate_on")
        ),
        ("username,password,valid until\nann,x1,2099-03-01\nbob,x2,", .noValue(column: "valid until")),
        ("username,accountExpires,\nann,2099-03-01,\nbob,", .noValue(column: "accountExpires")),
        ("email\nann@example.org\nbob@exam", .noAddress("bob@exam", column: "email")),
        ("username,state\nann,active\ncid", .fewerFields(1, of: 2)),
        ("username,a,b\r\nann,1,2\r\ncid,\"x\"", .fewerFields(2, of: 3)),
        (
            "username,activate_on\nann,2026-03-01\nbob,2026-04-01\ncid,2026-05-01\ndee,2026-0",
            .shorter("2026-0", column: "activate_on")
        ),
        ("username,key\nann,AB-100234\nbob,AB-100235\ncid,AC-200001\ndee,AC-20", .shorter("AC-20", column: "key")),
    ])
    func `what is not whole shows that the file is cut off`(text: String, expected: CutOff.Evidence) {
        #expect(evidence(text) == expected)
        // With its end the line is whole, whatever is in it.
        #expect(evidence(text + "\n") == nil)
    }

    @Test(arguments: [
        "name,email\nAnn,ann@example.org\nBob,bob@example.org\nCid,cid@example.org",
        "email\nann@example.org\nbob@example.org\ncid@example.com", "username\nann\nbob\ncid",
        "username\nann@example.org\nadmin", "username,email\nann,\nbob,bob@example.org\ncid,x",
        "email\nann@example.org\nguest\nbob@example.org\ncid", "username,state\nann,active\nbob,\ncid,",
        "username,team\nann,red\nbob,blue\ncid,", "username,activate_on\nann,",
        "username,state\nann,active\nbob,Active", "username,wave\nann,10\nbob,11\ncid,12\ndee,9",
        "username,name\nann,Ann\nbob,Bob\ncid,Cid\ndee,De", "username,password\nann,x@y.zz\nbob,x@y.zz\ncid,x",
        "username,userAccountControl\nann,66050\nbob,512\ncid,512", "username,userAccountControl\nann,66050\ncid,512",
        "username,suspended\nann,FALSE\ncid,TRUE", "username,seats\nann,66050\ncid,660",
        "username,password,\nann,secret", "username,password,,\nann,secret,", "username,state,\nann,active",
        "username", "username,a\n\"ann\",\"x\"", "<users><user username='ann'/></users>",
    ])
    func `a last line without an end is nothing by itself`(text: String) {
        #expect(evidence(text) == nil)
    }

    @Test func `a password that may be cut off is not told`() {
        let sign = read("username,password,pwd hint\nann,hunter2,x\nbob,hunt").files.first?.cutOff
        #expect(sign.map { "\($0.evidence)".contains("hunt") } == false)
        #expect(sign?.location.line == 3)
    }

    @Test(arguments: 1...40) func `chunks do not matter`(size: Int) {
        let text = "name,email\nAnn,ann@example.org\nBob,bob@example.org\nCid,first.la"
        let roster = RosterReader(chunkSize: size).read(bytes: text.utf8, named: "team.csv")
        #expect(roster.files.first?.cutOff?.location == SourceLocation(file: "team.csv", line: 4, column: 5))
        #expect(roster.files.first?.cutOff?.evidence == .noAddress("first.la", column: "email"))
    }
}
