import Foundation
import TestSupport
import Testing

/// Each call of the user API by itself, on a real flowServ.
struct UserCommandTests {
    @Test func `register creates an active account and prints its id`() async throws {
        try await RealFlowServ.run { server in
            let rollcall = try Command(server: server.url)
            let ending = try await rollcall("user", "register", "alice", "--password-file", "-", input: "secret\n")
            ending.expect(0)
            #expect(ending.errors == "")
            let row = try #require(try server.accounts().first)
            #expect(row.name == "alice" && row.isActive)
            #expect(ending.output == "\(row.id)  alice\n")
        }
    }

    @Test func `register --pending and activate make an account in two steps`() async throws {
        try await RealFlowServ.run { server in
            let rollcall = try Command(server: server.url)
            let file = try rollcall.home.write("secret\nsecond line\n", to: "password")
            try await rollcall("user", "register", "bob", "--pending", "--password-file", file).expect(0)
            let pending = try #require(try server.accounts().first)
            #expect(pending.name == "bob" && !pending.isActive)
            try await rollcall("user", "login", "bob", "--password-file", file).expect(5)

            let activated = try await rollcall("user", "activate", pending.id)
            activated.expect(0)
            #expect(activated.output == "\(pending.id)  bob\n")
            #expect(try server.accounts().map(\.isActive) == [true])
            try await rollcall("user", "login", "bob", "--password-file", file).expect(0)
        }
    }

    @Test func `login prints a token that whoami and logout take`() async throws {
        try await Command.onRealServer { rollcall, server in
            let admin = try #require(try server.accounts().first)
            let login = try await rollcall("user", "login", "admin", "--password-file", "-", input: "admin secret")
            login.expect(0)
            let token = login.output.trimmingCharacters(in: .newlines)
            let session = rollcall.with([
                "FLOWSERV_ACCESS_TOKEN": token, "ROLLCALL_USERNAME": nil, "ROLLCALL_PASSWORD": nil,
            ])
            #expect(try await session("user", "whoami").output == "\(admin.id)  admin\n")
            #expect(try await session("user", "logout").output == "\(admin.id)  admin\n")
            let after = try await session("user", "whoami")
            after.expect(5)
            #expect(after.errors.contains("not logged in"))
        }
    }

    @Test func `whoami logs in by itself with a name and a password`() async throws {
        try await Command.onRealServer { rollcall, server in
            let admin = try #require(try server.accounts().first)
            #expect(try await rollcall("user", "whoami").output == "\(admin.id)  admin\n")
        }
    }

    @Test func `list prints the active accounts as text and as JSON, and queries by prefix`() async throws {
        try await Command.onRealServer { rollcall, server in
            for name in ["anna", "Annette", "an_na"] {
                try await rollcall("user", "register", name, "--password-file", "-", input: "secret\n").expect(0)
            }
            try await rollcall("user", "register", "ann.pending", "--pending", "--password-file", "-", input: "s\n")
                .expect(0)
            let active = try server.accounts().filter(\.isActive)
            let text = try await rollcall("user", "list")
            text.expect(0)
            let lines = Set(text.output.split(separator: "\n").map(String.init))
            #expect(lines == Set(active.map { "\($0.id)  \($0.name)" }))

            let json = try await rollcall("user", "list", "--format", "json").decoded(as: Listing.self)
            #expect(Set(json.users) == Set(active.map { Listing.User(id: $0.id, username: $0.name) }))
            // To the server, _ is any character and case does not count.
            let queried = try await rollcall("user", "list", "--query", "an_", "--format", "json")
            #expect(try queried.decoded(as: Listing.self).users.map(\.username) == ["an_na"])
            #expect(try await rollcall("user", "list", "--query", "zz").output == "")
        }
    }

    private struct Listing: Decodable {
        let users: [User]

        struct User: Decodable, Hashable {
            let id: String
            let username: String
        }
    }

    @Test func `request-password-reset and reset-password set a new password`() async throws {
        try await Command.onRealServer { rollcall, server in
            let admin = try #require(try server.accounts().first)
            let request = try await rollcall("user", "request-password-reset", "admin")
            request.expect(0)
            let id = request.output.trimmingCharacters(in: .newlines)
            let file = try rollcall.home.write("new secret\n", to: "password")
            let reset = try await rollcall("user", "reset-password", id, "--password-file", file)
            reset.expect(0)
            #expect(reset.output == "\(admin.id)  admin\n")
            try await rollcall("user", "login", "admin", "--password-file", file).expect(0)
            try await rollcall("user", "login", "admin", "--password-file", "-", input: "admin secret\n").expect(5)
        }
    }

    @Test func `reset-password takes the id and the password from standard input`() async throws {
        try await Command.onRealServer { rollcall, _ in
            let request = try await rollcall("user", "request-password-reset", "admin")
            let both = ["user", "reset-password", "--request-id-file", "-", "--password-file", "-"]
            try await rollcall.run(both, input: request.output + "new secret\n").expect(0)
            try await rollcall("user", "login", "admin", "--password-file", "-", input: "new secret\n").expect(0)
        }
    }

    @Test func `a taken name and an unknown id are refused with the server's words`() async throws {
        try await Command.onRealServer { rollcall, server in
            let taken = try await rollcall("user", "register", "admin", "--password-file", "-", input: "secret\n")
            taken.expect(1)
            #expect(taken.errors.contains("duplicate user 'admin'"))
            let unknown = try await rollcall("user", "activate", String(repeating: "0", count: 32))
            unknown.expect(1)
            #expect(unknown.errors.contains("unknown user"))
            #expect(try server.accounts().count == 1)
        }
    }
}
