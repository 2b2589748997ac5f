import Accounts
import FlowServ
import Testing

extension Contract {
    struct Names {
        /// All that Python's `str.isspace` is true of.
        static let whiteSpace: [Unicode.Scalar] =
            [9...13, 0x1C...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029]
            .flatMap { Array($0) }.compactMap(Unicode.Scalar.init) + ["\u{202F}", "\u{205F}", "\u{3000}"]

        @Test(arguments: ServerKind.allCases)
        func `outer white space of a username is stripped as Python does`(kind: ServerKind) async throws {
            let client = try await kind.server.client()
            let name = newName()
            _ = try await client.registerUser(name, password: Secret("x"), as: .pending)
            for space in Self.whiteSpace {
                await #expect(throws: ServiceError.duplicateUser(name), "U+\(String(space.value, radix: 16))") {
                    try await client.registerUser("\(space)\(name)\(space)", password: Secret("x"), as: .active)
                }
            }
        }

        @Test(arguments: ServerKind.allCases, ["\0", "\u{1B}", "\u{180E}", "\u{200B}", "\u{2060}", "\u{FEFF}"])
        func `what only looks like white space belongs to the name`(kind: ServerKind, space: String) async throws {
            let client = try await kind.server.client()
            let name = newName() + space
            let user = try await client.registerUser(name, password: Secret("x"), as: .active)
            #expect(Array(user.username.text.utf8) == Array(name.utf8))
        }

        @Test(
            arguments: ServerKind.allCases,
            [("Ann", "ann"), ("José", "Jose\u{301}"), ("a b", "a  b"), ("ﬁ", "fi"), ("ß", "ss")])
        func `names are compared byte by byte`(kind: ServerKind, pair: (one: String, other: String)) async throws {
            let client = try await kind.server.client(token: .unknown)
            let prefix = newName()
            let one = try await client.registerUser(prefix + pair.one, password: Secret("1"), as: .active)
            let other = try await client.registerUser(prefix + pair.other, password: Secret("2"), as: .active)
            #expect(one.id != other.id)
            #expect(try await client.loginUser(prefix + pair.one, password: Secret("1")).user == one)
            #expect(try await client.loginUser(prefix + pair.other, password: Secret("2")).user == other)
            #expect(try await Set(client.listUsers(query: prefix).map(\.id)) == [one.id, other.id])
        }

        @Test(arguments: ServerKind.allCases, ["a", "é", "😀", "e\u{301}"])
        func `512 code points are accepted and 513 are not`(kind: ServerKind, character: String) async throws {
            let client = try await kind.server.client()
            let start = newName()
            let room = 512 - start.unicodeScalars.count
            var longest = start
            for scalar in String(repeating: character, count: room).unicodeScalars.prefix(room) {
                longest.unicodeScalars.append(scalar)
            }
            await #expect(throws: ServiceError.rejected(status: 400, message: "username too long")) {
                try await client.registerUser(longest + "z", password: Secret("x"), as: .active)
            }
            let user = try await client.registerUser(" \(longest) ", password: Secret("x"), as: .active)
            #expect(Array(user.username.text.utf8) == Array(longest.utf8))
        }

        @Test(arguments: ServerKind.allCases, ["", " ", "\u{85}\u{1C}"])
        func `a name that is empty after stripping is too long`(kind: ServerKind, name: String) async throws {
            let client = try await kind.server.client()
            await #expect(throws: ServiceError.rejected(status: 400, message: "username too long")) {
                try await client.registerUser(name, password: Secret("x"), as: .active)
            }
        }

        @Test(arguments: ServerKind.allCases)
        func `login compares the name unstripped`(kind: ServerKind) async throws {
            let client = try await kind.server.client()
            let name = newName()
            _ = try await client.registerUser(name, password: Secret("x"), as: .active)
            await #expect(throws: ServiceError.unknownUser(name + " ")) {
                try await client.loginUser(name + " ", password: Secret("x"))
            }
        }
    }
}
