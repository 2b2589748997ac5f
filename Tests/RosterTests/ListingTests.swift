import Accounts
import Testing

@testable import Roster

@Suite struct ListingTests {
    @Test func `keys that look like a field are named, for only names are read`() {
        let text = #"{"users":[{"username":"anna","active":false},{"username":"bert","state":"deleted","team":"x"}]}"#
        #expect(read(text).files.first?.unread == ["active", "state"])
    }

    private static let id = "0123456789abcdef0123456789abcdef"
    private static let listing = """
        {"links": [{"href": "users", "n": [1.5, -2e3, {}]}],
         "users": [
          {"id": "\(id)", "username": "alice", "token": "hunter2", "more": {"username": "no"}},
          {"username": "J\\u00f6rg \\ud83d\\ude00 \\"\\/é", "id": "17"}, {"id": null, "username": "carol", "x": [true]}
         ], "total": 3}

        """

    private func read(_ text: String, chunkSize: Int = 262_144) -> Roster {
        RosterReader(chunkSize: chunkSize).read(bytes: text.utf8, named: "users.json")
    }

    @Test(arguments: [1, 2, 3, 7, 262_144])
    func `flowServ's own listing is a roster, wherever its chunks end`(chunkSize: Int) {
        let roster = read(Self.listing, chunkSize: chunkSize)
        #expect(roster.problems == [])
        #expect(roster.usernames == ["alice", "Jörg 😀 \"/é", "carol"])
        #expect(roster.entries.map(\.state) == [.active, .active, .active])
        #expect(roster.entries.map(\.location.line) == [3, 4, 4])
        #expect(roster.entries.first?.location.column == 58)
        #expect(roster.files.first?.rows == 3)
    }

    @Test func `its ids are another server's for all it says, and its tokens are not kept`() {
        let entry = read(Self.listing).entries.first
        #expect(entry?.flowservID == nil)
        #expect(entry?.fields == ["id": Self.id, "username": "alice"])
    }

    @Test func `as CSV its id is a column like any other`() {
        let roster = read("id,username,flowserv_id\n\(Self.id),alice,\n17,bob,\(Self.id)\n")
        #expect(roster.problems == [])
        #expect(roster.entries.map(\.flowservID) == [nil, Self.id])
        #expect(roster.entries.map { $0.value(of: "id") } == [Self.id, "17"])
    }

    @Test func `its names are judged like all others`() {
        let roster = read(
            "{\"users\":[{\"username\":\"a\\u0000b\"},{\"id\":\"1\"},{\"id\":\"2\",\"username\":\" x \"},{\"id\":\"3\",\"username\":\"x\"}]}"
        )
        #expect(
            roster.codes == [.controlCharacter, .missingUsername, .duplicateUsername, .duplicateUsername])
    }

    @Test(arguments: [
        "[0]", "[null]", "[\"ann\"]", "[[]]", "[{\"username\":\"ann\"},true]", "{\"a\":{\"username\":\"ann\"}}",
    ])
    func `what is no user among the users is not passed over`(users: String) {
        #expect(read("{\"users\":\(users)}").codes == [.malformedJSON])
        #expect(read("{\"x\":{\"users\":\(users)},\"users\":[]}").isValid)
    }

    @Test(arguments: ["0.e+9", "01", "+1", ".5", "5.", "1e", "-", "0x1", "1.2.3"])
    func `what only looks like a number is not well-formed`(number: String) {
        #expect(read("{\"total\":\(number),\"users\":[]}").codes == [.malformedJSON])
    }

    @Test(arguments: ["{\"users\":[]}", " {\"users\" : [ ] }\n"])
    func `an empty listing is fine`(text: String) {
        #expect(read(text).isValid)
        #expect(read(text).files.map(\.rows) == [0])
    }

    @Test(arguments: [
        "{", "{}", "{\"users\":[{\"username\":\"alice\"}", "{\"users\":[{\"username\":\"alice\"},]}", "{\"users\":1}",
        "{\"users\":[{\"username\":\"al\nice\"}]}", "{\"users\":[{\"username\":\"\\ud83d\"}]}", "{\"users\":[nul]}",
        "{\"users\":[{\"username\":\"\\x\"}]}", "{\"users\":[]}{}", "{\"users\":[}", "{\"users\" []}", "{'users':[]}",
        "{\"users\":[{\"username\":\"\\u00g0\"}]}", "{\"users\":[1-]}", "{\"users\":[nan]}", "{\"users\":[0x1]}",
        "{\"users\":[\"", "{\"users\":[{1:2}]}",
        "{\"data\":{\"users\":[{\"username\":\"alice\"}]}}", "{\"users\":[{\"username\":\"alice\\udc00\"}]}",
    ])
    func `what is no listing is a problem that may hide rows`(text: String) {
        for chunkSize in [1, 262_144] {
            let roster = read(text, chunkSize: chunkSize)
            #expect(roster.codes == [.malformedJSON])
            #expect(!roster.isComplete)
        }
    }

    @Test(arguments: [("{\"a\":", "[", 1_000_000), ("{\"a\":\"", "x", 12_000_000), ("{\"a\":", "1", 12_000_000)])
    func `nothing of any size is kept`(start: String, filling: String, count: Int) {
        #expect(read(start + String(repeating: filling, count: count)).codes == [.malformedJSON])
    }
}
