import Accounts
import FlowServ
import TestSupport
import Testing

extension Contract {
    struct Listing {
        @Test(arguments: ServerKind.allCases)
        func `the listing holds active accounts only`(kind: ServerKind) async throws {
            let client = try await kind.server.client(token: .unknown)
            let prefix = newName()
            let active = try await client.registerUser(prefix + "-a", password: Secret("x"), as: .active)
            let pending = try await client.registerUser(prefix + "-p", password: Secret("x"), as: .pending)
            #expect(try await client.listUsers(query: prefix) == [active])
            let everybody = try await client.listUsers(query: nil)
            #expect(everybody.contains(active) && !everybody.contains(pending))
        }

        @Test(arguments: ServerKind.allCases)
        func `the default user has a name like others but is never listed`(kind: ServerKind) async throws {
            let client = try await kind.server.client(token: .unknown)
            let name = "00000000"
            await #expect(throws: ServiceError.duplicateUser(name)) {
                try await client.registerUser(name, password: Secret("x"), as: .active)
            }
            #expect(try await client.activateUser(UserID(rawValue: name)).username.text == name)
            #expect(try await client.listUsers(query: nil).allSatisfy { $0.username.text != name })
            #expect(try await client.listUsers(query: name) == [])
        }

        @Test(arguments: ServerKind.allCases)
        func `the listing is sorted by the bytes of the names`(kind: ServerKind) async throws {
            let client = try await kind.server.client(token: .unknown)
            let prefix = newName()
            for suffix in ["é", "b", "B", "a", "10", "9", "Jose\u{301}", "José"] {
                _ = try await client.registerUser(prefix + suffix, password: Secret("x"), as: .active)
            }
            let names = try await client.listUsers(query: prefix).map {
                String($0.username.text.dropFirst(prefix.count))
            }
            let wanted = ["10", "9", "B", "Jose\u{301}", "José", "a", "b", "é"]
            #expect(names.map { Array($0.utf8) } == wanted.map { Array($0.utf8) })
        }

        @Test(arguments: ServerKind.allCases)
        func `the listing asks for a token but does not look at it`(kind: ServerKind) async throws {
            let stranger = try await kind.server.client()
            await #expect(throws: ServiceError.noSession) { try await stranger.listUsers(query: nil) }
            let liar = try await kind.server.client(token: .unknown)
            let user = try await liar.registerUser(newName(), password: Secret("x"), as: .active)
            #expect(try await liar.listUsers(query: user.username.text) == [user])
        }

        @Test(arguments: ServerKind.overHTTP)
        func `% and _ in a query are wildcards on the wire and ASCII case is ignored`(kind: ServerKind) async throws {
            let raw = try kind.server.raw
            let client = try await kind.server.client()
            let prefix = newName("like")
            for suffix in ["_a", "xa", "XA", "é"] {
                _ = try await client.registerUser(prefix + suffix, password: Secret("x"), as: .active)
            }
            func suffixes(_ query: String) async throws -> [String] {
                let answer = try await raw.get("/users?query=\(query)", headers: ["api-key": "any"])
                return try (answer.decoded(AnswerDocument.self).users ?? [])
                    .map { String($0.username.dropFirst(prefix.count)) }
            }
            #expect(try await suffixes(prefix + "_a") == ["XA", "_a", "xa"])
            #expect(try await suffixes(prefix + "%25a") == ["XA", "_a", "xa"])
            #expect(try await suffixes(prefix.uppercased() + "X") == ["XA", "xa"])
            #expect(try await suffixes(prefix + "%C3%A9") == ["é"])
            #expect(try await suffixes(prefix + "%C3%89") == [])
        }

        @Test(arguments: ServerKind.allCases, ["_", "%", "a+b", "a b", "a&b=c", "#", "José", "Jose\u{301}", "%25"])
        func `our client takes a query literally`(kind: ServerKind, text: String) async throws {
            let client = try await kind.server.client(token: .unknown)
            let prefix = newName()
            let decoy = try await client.registerUser(prefix + "Xother", password: Secret("x"), as: .active)
            let wanted = try await client.registerUser(prefix + text, password: Secret("x"), as: .active)
            #expect(try await client.listUsers(query: prefix + text) == [wanted])
            #expect(try await client.listUsers(query: prefix) == [decoy, wanted].sorted(by: byBytes))
            #expect(try await client.listUsers(query: prefix.uppercased()) == [])
        }

        @Test(arguments: ServerKind.overHTTP)
        func `the listing contains the tokens of everybody logged in`(kind: ServerKind) async throws {
            let client = try await kind.server.client()
            let name = newName()
            _ = try await client.registerUser(name, password: Secret("x"), as: .active)
            let login = try await client.loginUser(name, password: Secret("x"))
            let answer = try await kind.server.raw.get("/users?query=\(name)", headers: ["api-key": "any"])
            let entry = try #require(answer.decoded(AnswerDocument.self).users?.first)
            #expect(entry.token == login.token.reveal())
        }

        @Test(arguments: ServerKind.allCases)
        func `our client's listing contains no token`(kind: ServerKind) async throws {
            let client = try await kind.server.client()
            let name = newName()
            _ = try await client.registerUser(name, password: Secret("x"), as: .active)
            let login = try await client.loginUser(name, password: Secret("x"))
            var printed = ""
            dump(try await client.listUsers(query: name), to: &printed)
            #expect(printed.contains(name))
            #expect(!printed.contains(login.token.reveal()))
        }
    }
}

private func byBytes(_ one: User, _ other: User) -> Bool {
    one.username.text.utf8.lexicographicallyPrecedes(other.username.text.utf8)
}
