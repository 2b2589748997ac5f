import Accounts
import Testing

@testable import Roster

struct EntrySecrecyTests {
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
