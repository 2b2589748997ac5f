import Testing

@testable import Roster

/// Rows and columns with nothing in them, and files that were joined.
@Suite struct SurplusTests {
    @Test(arguments: [60, 63, 64, 65, 200])
    func `a long header is read, and passed over where it stands once more`(length: Int) {
        let name = String(repeating: "h", count: length)
        #expect(read("username,\(name)\nanna,1\nusername,\(name)\nbert,2\n").usernames == ["anna", "bert"])
    }

    @Test(arguments: [
        "username,password,\nanna,secret-1\n", "username,password,\nanna,secret-1,\n",
        "username,password,,,\nanna,secret-1\n",
        "username,password\nanna,secret-1,\n", "username,password\nanna,secret-1,,,, \n",
        "username,password,\nanna,secret-1,,,\n",
        "username,password\nanna,secret-1\n,\n,,,,\n \n\" \",\n", "username,password\n,,\nanna,secret-1\n",
        "username;\nanna;\n",
        "name,username,password\nx,anna,secret-1,\n", "username,password, ,\nanna,secret-1\n",
    ])
    func `what is empty moves no value`(text: String) {
        let roster = read(text)
        #expect(roster.problems == [])
        #expect(roster.usernames == ["anna"])
        #expect(roster.files.map(\.rows) == [1])
    }

    @Test(arguments: [
        // A value with the delimiter in it and an empty password.
        "username,name,password\nanna,Muster,secret-1\nbert,Beispiel,Bert,\n",
        "username,name,password\nbert,Beispiel,Bert,\nanna,Muster,secret-1\n",
        "username,password\nanna,secret-1,x\n", "username,password,\nanna,secret-1,x,\n",
        "username,password,state\nanna,secret-1\n",
        "username,password,state,\nanna,secret-1\n",
    ])
    func `what may have moved one is a problem`(text: String) {
        #expect(read(text).codes == [.fieldCount])
    }

    @Test(arguments: [
        "username,password\nanna,secret-1\nusername,password\nbert,secret-2\n",
        "username,password\nanna,secret-1\n\u{FEFF}username,password\nbert,secret-2\n",
        "username,password\r\nanna,secret-1\r\n\"Username\",\"Password\"\r\nbert,secret-2\r\n",
        "username,password\nanna,secret-1\n\u{FEFF}\"username\",\"password\"\nbert,secret-2\n",
        "User Name,password\nanna,secret-1\nuser_name,PASSWORD\nbert,secret-2\n",
    ])
    func `the header once more is passed over and told`(text: String) {
        let roster = read(text)
        #expect(roster.problems == [])
        #expect(roster.usernames == ["anna", "bert"])
        #expect(roster.files.map(\.rows) == [2])
        #expect(roster.files.first?.columnNote?.hasSuffix("the header once more among the rows") == true)
    }

    @Test(arguments: [
        "username,password\nanna,secret-1\npassword,username\nsecret-2,bert\n",
        "username,wave\nanna,1\nlogin,email\nbert,x\n",
        "username,wave\nanna,1\nusername,Kurs\nbert,x\n", "username\nanna\n\u{FEFF}username\nbert\n",
    ])
    func `another header means that no row can be trusted`(text: String) {
        let roster = read(text)
        #expect(roster.codes == [.headerAmongRows] || roster.files.first?.repeatedHeaders == 1)
        #expect(roster.isComplete == (roster.files.first?.repeatedHeaders == 1))
    }

    @Test(arguments: ["mail", "user", "admin", "login", "title", "state"])
    func `a name that is also a header's is a name`(name: String) {
        #expect(read("username,department\n\(name),x\n").usernames == [name])
    }

    @Test func `a mark of the byte order among the rows is no part of a name`() {
        #expect(
            read("username,password\nanna,secret-1\n\u{FEFF}bert,secret-2\n").marks == ["3:1 invisible-character"])
    }
}
