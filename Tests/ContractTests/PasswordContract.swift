import Accounts
import FlowServ
import Testing

extension Contract {
    struct Passwords {
        @Test(arguments: ServerKind.allCases)
        func `a password with outer white space can never log in`(kind: ServerKind) async throws {
            let client = try await kind.server.client()
            let name = newName()
            let user = try await client.registerUser(name, password: Secret(" open sesame\u{85}"), as: .active)
            await #expect(throws: ServiceError.unknownUser(name)) {
                try await client.loginUser(name, password: Secret(" open sesame\u{85}"))
            }
            #expect(try await client.loginUser(name, password: Secret("open sesame")).user == user)
        }

        @Test(arguments: ServerKind.allCases, ["", " ", "\u{1C}\u{3000}"])
        func `a password that is empty after stripping is refused`(kind: ServerKind, password: String) async throws {
            let server = try kind.server
            let client = try await server.client()
            let name = newName()
            await #expect(throws: ServiceError.rejected(status: 400, message: "empty password")) {
                try await client.registerUser(name, password: Secret(password), as: .active)
            }
            #expect(try await server.rows(named: name) == [])
        }

        @Test(arguments: ServerKind.allCases)
        func `a password is compared byte by byte`(kind: ServerKind) async throws {
            let client = try await kind.server.client()
            let name = newName()
            _ = try await client.registerUser(name, password: Secret("José"), as: .active)
            for other in ["jOSÉ", "Jose\u{301}", "José\u{200B}"] {
                await #expect(throws: ServiceError.unknownUser(name)) {
                    try await client.loginUser(name, password: Secret(other))
                }
            }
            _ = try await client.loginUser(name, password: Secret("José"))
        }

        @Test(arguments: ServerKind.allCases)
        func `a password of more than 4096 code points is a 500`(kind: ServerKind) async throws {
            let server = try kind.server
            let client = try await server.client()
            let name = newName()
            await #expect(throws: ServiceError.internalError) {
                try await client.registerUser(
                    name, password: Secret(String(repeating: "é", count: 4097)), as: .active)
            }
            #expect(try await server.rows(named: name) == [])
            let longest = Secret(String(repeating: "é", count: 4096))
            _ = try await client.registerUser(name, password: longest, as: .active)
            _ = try await client.loginUser(name, password: longest)
        }

        @Test(arguments: ServerKind.allCases)
        func `a reset id for a new password works once`(kind: ServerKind) async throws {
            let client = try await kind.server.client()
            let name = newName()
            let user = try await client.registerUser(name, password: Secret("old"), as: .active)
            let request = try await client.requestPasswordReset(for: name)
            #expect(try await client.resetPassword(request, to: Secret(" new ")) == user)
            await #expect(throws: ServiceError.unknownUser(name)) {
                try await client.loginUser(name, password: Secret("old"))
            }
            #expect(try await client.loginUser(name, password: Secret("new")).user == user)
            await #expect(throws: ServiceError.unknownRequest) {
                try await client.resetPassword(request, to: Secret("newer"))
            }
        }

        @Test(arguments: ServerKind.allCases)
        func `a reset request is answered with an id for unknown and pending names too`(
            kind: ServerKind
        ) async throws {
            let client = try await kind.server.client()
            let pending = try await client.registerUser(newName(), password: Secret("x"), as: .pending)
            for name in [newName("nobody"), pending.username.text] {
                let request = try await client.requestPasswordReset(for: name)
                #expect(request.reveal().wholeMatch(of: /[0-9a-f]{32}/) != nil)
                await #expect(throws: ServiceError.unknownRequest) {
                    try await client.resetPassword(request, to: Secret("y"))
                }
            }
        }

        @Test(arguments: ServerKind.allCases)
        func `a new reset request ends the old one`(kind: ServerKind) async throws {
            let client = try await kind.server.client()
            let user = try await client.registerUser(newName(), password: Secret("x"), as: .active)
            let old = try await client.requestPasswordReset(for: user.username.text)
            let new = try await client.requestPasswordReset(for: user.username.text)
            #expect(old != new)
            await #expect(throws: ServiceError.unknownRequest) {
                try await client.resetPassword(old, to: Secret("y"))
            }
            #expect(try await client.resetPassword(new, to: Secret("y")) == user)
        }

        @Test(arguments: ServerKind.allCases)
        func `an empty new password is refused before the reset id is looked at`(kind: ServerKind) async throws {
            let client = try await kind.server.client()
            await #expect(throws: ServiceError.rejected(status: 400, message: "empty password")) {
                try await client.resetPassword(ResetRequestID("nothing"), to: Secret(" "))
            }
        }

        @Test(arguments: ServerKind.allCases)
        func `a reset password ends the sessions`(kind: ServerKind) async throws {
            let client = try await kind.server.client()
            let name = newName()
            _ = try await client.registerUser(name, password: Secret("x"), as: .active)
            let before = try await client.loginUser(name, password: Secret("x"))
            let request = try await client.requestPasswordReset(for: name)
            _ = try await client.resetPassword(request, to: Secret("y"))
            await #expect(throws: ServiceError.noSession) { try await client.whoamiUser() }
            #expect(try await client.loginUser(name, password: Secret("y")).token != before.token)
        }
    }
}

extension ServiceError {
    fileprivate static var unknownRequest: ServiceError {
        // The id is as good as a password, so our client hides it where the server quotes it.
        .unknownObject(message: "unknown request '[redacted]'")
    }
}
