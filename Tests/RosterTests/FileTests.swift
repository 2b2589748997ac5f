import Foundation
import Testing

@testable import Roster

@Suite struct FileTests {
    @Test func `the observer sees every byte once, in chunks`() throws {
        let text = "username\n" + (0..<1_000).map { "user\($0)\n" }.joined()
        let file = try TemporaryRoster(text)
        var seen: [UInt8] = []
        var chunks = 0
        let roster = try RosterReader(chunkSize: 1_000).read(paths: [file.path]) { path, chunk in
            #expect(path == file.path)
            seen += chunk
            chunks += 1
        }
        #expect(seen == Array(text.utf8))
        #expect(chunks == (text.utf8.count + 999) / 1_000)
        #expect(roster.entries.count == 1_000)
    }

    @Test func `a file that is not there is named with the reason`() {
        let error = #expect(throws: RosterError.self) { try RosterReader().read(paths: ["/nowhere/team.csv"]) }
        #expect(error == .cannotOpen(path: "/nowhere/team.csv", reason: "No such file or directory"))
    }

    @Test func `a directory cannot be read`() {
        let error = #expect(throws: RosterError.self) { try RosterReader().read(paths: ["/"]) }
        #expect(error == .cannotRead(path: "/", reason: "Is a directory"))
    }

    @Test func `content decides the format, not the file's name`() throws {
        let file = try TemporaryRoster(" \n<users><user username='alice'/></users>", name: "team.csv")
        #expect(try RosterReader().read(paths: [file.path]).usernames == ["alice"])
        #expect(read("username\nalice\n", named: "team.xml").usernames == ["alice"])
    }

    @Test func `a format asked for is not questioned`() {
        #expect(read("<users/>\nalice\n", options: RosterOptions(format: .csv)).codes == [.missingUsernameColumn])
        #expect(read("username\n", options: RosterOptions(format: .xml)).codes == [.malformedXML])
    }
}
