import Testing

@testable import Roster

@Suite struct ColumnNoteTests {
    @Test(
        arguments: [
            ("username,password,state,activate_on", nil), ("User Name,Password", nil),
            ("login,x", "username from \"login\""),
            ("email,login,upn", "username from \"login\" (not \"email\", \"upn\")"),
            ("username,mail", "username from \"username\" (not \"mail\")"),
            (
                "user,suspended,Activation Date",
                "username from \"user\", state from \"suspended\", "
                    + "activate_on from \"Activation Date\""
            ),
            ("username,Term date", "not read: \"Term date\""),
            ("username,Termination date", "state from \"Termination date\""),
            ("mail [\u{1B}],x", "username from \"mail [\\u{1B}]\""),
        ] as [(String, String?)])
    func `headers that are not the field's own name are told, and those passed over`(header: String, note: String?) {
        #expect(read(header + "\n").files.map(\.columnNote) == [note])
    }

    @Test func `of XML the paths are told`() {
        let roster = read("<u><user email='x'><login>alice</login></user></u>")
        #expect(roster.files.first?.columnNote == "username from \"login\" (not \"email\")")
    }

    @Test func `a column asked for is told`() {
        let roster = read("username,Staff\nalice,bob\n", options: RosterOptions(columns: [.username: "staff"]))
        #expect(roster.files.first?.columnNote == "username from \"Staff\" (not \"username\")")
    }
}
