import Accounts
import Testing

@testable import FlowServ

struct UserListingTests {
    private let ann = User(id: UserID(rawValue: "a1"), username: "ann")
    private let bob = User(id: UserID(rawValue: "b2"), username: "bob")

    private func decode(_ text: String) -> [User]? {
        UserListing.decode(Array(text.utf8), labels: UserLabels())
    }

    @Test func `tokens and everything else that is not asked for are dropped`() throws {
        let users = decode(
            #"{"total": 2, "users": [{"id": "b2", "username": "bob", "token": "s3cret", "x": [{}]}, "#
                + #"{"token": null, "username": "ann", "id": "a1"}], "links": {"next": null}}"#)
        #expect(users == [bob, ann])
        var dumped = ""
        dump(users, to: &dumped)
        #expect(!dumped.contains("s3cret"))
    }

    @Test func `an empty listing is a listing`() {
        #expect(decode(#"{"users": []}"#) == [])
    }

    @Test func `a listing cut off at any byte is none`() {
        let whole = Array(#"{"users": [{"id": "a1", "username": "ann"}, {"id": "b2", "username": "bob"}]}"#.utf8)
        for length in 0..<whole.count {
            #expect(UserListing.decode(Array(whole[..<length]), labels: UserLabels()) == nil, "\(length) bytes")
        }
        #expect(UserListing.decode(whole, labels: UserLabels()) == [ann, bob])
    }

    @Test(arguments: [
        "[]", "null", "{}", #"{"users": {}}"#, #"{"users": null}"#, #"{"users": ["ann"]}"#, #"{"users": [null]}"#,
        #"{"users": [{"username": "ann"}]}"#, #"{"users": [{"id": "a1"}]}"#,
        #"{"users": [{"id": 1, "username": "ann"}]}"#, #"{"users": [{"id": "a1", "username": null}]}"#,
        #"{"users": []} {"users": []}"#, #"{"users": []} x"#, #"{"users": []}]"#, "<html></html>",
    ])
    func `anything else is none`(_ text: String) {
        #expect(decode(text) == nil)
    }

    @Test func `a byte that is not UTF-8 makes it none`() {
        let bytes = Array(#"{"users": [{"id": "a1", "username": ""#.utf8) + [0xE9] + Array(#""}]}"#.utf8)
        #expect(UserListing.decode(bytes, labels: UserLabels()) == nil)
    }

    @Test func `of a repeated list one counts, and they are never mixed`() {
        let users = decode(
            #"{"users": [{"id": "a1", "username": "ann"}], "users": [{"id": "b2", "username": "bob"}]}"#)
        #expect(users == [ann] || users == [bob])
    }

    @Test(arguments: ["Jos\u{e9}", "Jose\u{301}", #"quo"te"#, "\u{1F600}", "line\nbreak"])
    func `a name keeps its exact bytes`(_ name: String) throws {
        let escaped = name.unicodeScalars.map { scalar in
            scalar == "\"" ? "\\\"" : scalar == "\n" ? "\\n" : String(scalar)
        }.joined()
        let users = try #require(decode(#"{"users": [{"id": "a1", "username": "\#(escaped)"}]}"#))
        #expect(users.map { Array($0.username.text.utf8) } == [Array(name.utf8)])
    }
}
