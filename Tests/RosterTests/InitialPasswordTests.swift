import Testing

@testable import Roster

@Suite struct InitialPasswordTests {
    @Test func `only reveal shows the password`() {
        let password = InitialPassword("hunter2")
        var dumped = ""
        dump(password, to: &dumped)
        let shown = [
            String(describing: password), String(reflecting: password), "\(password)", dumped,
            String(describing: [password]), String(describing: Optional(password)),
        ]
        for text in shown { #expect(!text.contains("hunter2")) }
        #expect(password.reveal() == "hunter2")
    }

    @Test func `an entry shows no password`() {
        let entry = read("username,password\nalice,hunter2\n").entries.first
        var dumped = ""
        dump(entry, to: &dumped)
        #expect(dumped.contains("alice"))
        #expect(!dumped.contains("hunter2"))
        #expect(!String(reflecting: entry).contains("hunter2"))
        #expect(entry?.password?.reveal() == "hunter2")
    }
}
