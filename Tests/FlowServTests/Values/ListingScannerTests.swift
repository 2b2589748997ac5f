import Accounts
import Foundation
import Testing

@testable import FlowServ

/// What the listing's reader promises besides what a whole listing shows.
@Suite struct ListingScannerTests {
    private static let text =
        #"{ "total": -1.5e+3, "users" : [{"id": "0123456789abcdef0123456789abcdef", "username": "ann\u00e9\ud83d\ude00é€😀\n\"n", "token":"x\"y\u0041"},"#
        + #" {"x":[1,{"a":0,"b":null,"id":"no"}],"id": "b2", "username": "", "t": true, "f": false}], "z":{"users":[7]}}"#

    private func scan(_ bytes: [UInt8], by size: Int = .max, labels: UserLabels = UserLabels()) -> [User]? {
        var scanner = ListingScanner(labels: labels)
        var rest = bytes[...]
        while !rest.isEmpty {
            scanner.consume(Array(rest.prefix(size)).span)
            rest = rest.dropFirst(size)
        }
        return scanner.finish().map(Array.init)
    }

    private func scan(_ text: String) -> [User]? { scan(Array(text.utf8)) }

    @Test func `the chunks do not matter, and a cut at any byte is noticed`() {
        let bytes = Array(Self.text.utf8)
        let users = [
            User(id: UserID(rawValue: "0123456789abcdef0123456789abcdef"), username: "anné😀é€😀\n\"n"),
            User(id: UserID(rawValue: "b2"), username: ""),
        ]
        for size in 1...bytes.count { #expect(scan(bytes, by: size) == users, "\(size)") }
        for length in bytes.indices { #expect(scan(Array(bytes[..<length]), by: 5) == nil, "\(length)") }
        for first in bytes.indices {
            var scanner = ListingScanner(labels: UserLabels())
            scanner.consume(Array(bytes[..<first]).span)
            scanner.consume(Array(bytes[first...]).span)
            #expect(scanner.finish().map(Array.init) == users, "\(first)")
        }
    }

    @Test func `it reads what the decoder of Foundation reads`() throws {
        struct Document: Decodable {
            struct Entry: Decodable {
                let id: String
                let username: String
            }
            let users: [Entry]
        }
        let whole = try JSONDecoder().decode(Document.self, from: Data(Self.text.utf8))
        let entries = whole.users.map { User(id: UserID(rawValue: $0.id), username: AccountName($0.username)) }
        #expect(scan(Self.text) == entries)
    }

    @Test(arguments: [
        #"{"users": [{"id": "a", "username": "\ud800"}]}"#, #"{"users": [{"id": "a", "username": "\ud800x"}]}"#,
        #"{"users": [{"id": "a", "username": "\ud800\n"}]}"#, #"{"users": [{"id": "a", "username": "\udc00"}]}"#,
        #"{"users": [{"id": "a", "username": "\ud800\u0041"}]}"#, #"{"users": [{"id": "a", "username": "\x"}]}"#,
        #"{"users": [{"id": "a", "username": "\u12g4"}]}"#, "{\"users\": [{\"id\": \"a\", \"username\": \"\n\"}]}",
        #"{"users": [], "x": 01}"#, #"{"users": [], "x": 1.}"#, #"{"users": [], "x": .5}"#,
        #"{"users": [], "x": 1e}"#,
        #"{"users": [], "x": -}"#, #"{"users": [], "x": tru}"#, #"{"users": [], "x": nulls}"#, #"{"users": [], }"#,
        #"{"users": [],, "x": 1}"#, #"{"users": [{"id": "a", "username": "b"},]}"#, #"{"users" []}"#,
        #"{"users": [] "x": 1}"#, #"{"users": [}"#, #"{"users": {"id": "a"]}"#, #"{users: []}"#, #"{"users": [[]]}"#,
        #"{"x": [{"users": []}]}"#, #"{"users": [{"id": ["a"], "username": "b"}]}"#,
    ])
    func `what is no JSON, or no listing, is none`(text: String) {
        #expect(scan(text) == nil)
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82],
        ] as [[UInt8]])
    func `bytes that are no UTF-8 make it none, even where nobody looks`(bytes: [UInt8]) {
        for (start, end) in [
            (#"{"users": [{"id": "a", "username": ""#, #""}]}"#), (#"{"users": [], "x": ""#, #""}"#),
        ] {
            for size in [1, 2, 3, .max] {
                #expect(scan(Array(start.utf8) + bytes + Array(end.utf8), by: size) == nil)
            }
            #expect(scan(Array(start.utf8) + Array("\u{7FF}\u{FFFF}\u{10FFFF}".utf8) + Array(end.utf8), by: 2) != nil)
        }
    }

    @Test func `of a repeated key the first value counts`() {
        let text = #"{"users": [{"id": "a", "id": "b", "username": "ann", "username": 7}], "users": 8}"#
        #expect(scan(text) == [User(id: UserID(rawValue: "a"), username: "ann")])
    }

    @Test func `a byte order mark may come first, whole`() {
        let bytes = Array(#"{"users": []}"#.utf8)
        for size in 1...4 { #expect(scan([0xEF, 0xBB, 0xBF] + bytes, by: size) == []) }
        #expect(scan([0xEF, 0xBB] + bytes) == nil)
        #expect(scan([0xBB, 0xBF] + bytes) == nil)
        #expect(scan([0x20, 0xEF, 0xBB, 0xBF] + bytes) == nil)
    }

    @Test func `nesting has a limit`() {
        func nested(_ depth: Int) -> String {
            #"{"users": [], "x": "# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
                + "}"
        }
        #expect(scan(nested(ListingScanner.deepest - 1)) == [])
        #expect(scan(nested(ListingScanner.deepest)) == nil)
    }

    @Test func `nothing but ids and names is held`() throws {
        var scanner = ListingScanner(labels: UserLabels())
        let token = String(repeating: "s3cret", count: 1_000)
        scanner.consume(
            Array(#"{"users": [{"token": "\#(token)", "id": "a1", "username": "ann"}], "x": "\#(token)\n"}"#.utf8)
                .span)
        #expect(try #require(scanner.finish()).byteCount < 64)
        var dumped = ""
        dump(scanner, to: &dumped)
        #expect(!dumped.contains("115, 51, 99"))
    }
}
