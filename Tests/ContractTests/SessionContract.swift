import Accounts
import FlowServ
import TestSupport
import Testing

extension Contract {
    struct Sessions {
        @Test(arguments: ServerKind.allCases)
        func `login of pending and unknown names and with a wrong password is a 404`(kind: ServerKind) async throws {
            let client = try await kind.server.client()
            let pending = try await client.registerUser(newName(), password: Secret("x"), as: .pending).username.text
            let active = try await client.registerUser(newName(), password: Secret("x"), as: .active).username.text
            for (name, password) in [(pending, "x"), (newName("nobody"), "x"), (active, "y"), (active, "")] {
                await #expect(throws: ServiceError.unknownUser(name)) {
                    try await client.loginUser(name, password: Secret(password))
                }
            }
        }

        @Test(arguments: ServerKind.allCases)
        func `every login of one user yields the same token`(kind: ServerKind) async throws {
            let server = try kind.server
            let user = try await server.client().registerUser(newName(), password: Secret("x"), as: .active)
            var tokens: Set<AccessToken> = []
            for _ in 1...3 {
                let session = try await server.client()
                tokens.insert(try await session.loginUser(user.username.text, password: Secret("x")).token)
                #expect(try await session.whoamiUser() == user)
            }
            #expect(tokens.count == 1)
        }

        @Test(arguments: ServerKind.allCases)
        func `logout ends every session of the user`(kind: ServerKind) async throws {
            let server = try kind.server
            let (one, other) = (try await server.client(), try await server.client())
            let user = try await one.registerUser(newName(), password: Secret("x"), as: .active)
            let login = try await one.loginUser(user.username.text, password: Secret("x"))
            _ = try await other.loginUser(user.username.text, password: Secret("x"))
            #expect(try await one.logoutUser() == user)
            await #expect(throws: ServiceError.noSession) { try await other.whoamiUser() }
            #expect(try await other.loginUser(user.username.text, password: Secret("x")).token != login.token)
            await #expect(throws: ServiceError.noSession) {
                try await server.client(token: login.token).whoamiUser()
            }
        }

        @Test(arguments: ServerKind.allCases)
        func `logout with a dead token is a 500 and without one a 403`(kind: ServerKind) async throws {
            let server = try kind.server
            let (one, other) = (try await server.client(), try await server.client())
            let user = try await one.registerUser(newName(), password: Secret("x"), as: .active)
            _ = try await one.loginUser(user.username.text, password: Secret("x"))
            _ = try await other.loginUser(user.username.text, password: Secret("x"))
            _ = try await one.logoutUser()
            // Our client forgot the token of its own logout, the other session still has it.
            await #expect(throws: ServiceError.noSession) { try await one.logoutUser() }
            await #expect(throws: ServiceError.internalError) { try await other.logoutUser() }
        }

        @Test(arguments: ServerKind.allCases)
        func `whoami tells the account and refuses a missing or wrong token`(kind: ServerKind) async throws {
            let server = try kind.server
            let client = try await server.client()
            let user = try await client.registerUser(newName(), password: Secret("x"), as: .active)
            await #expect(throws: ServiceError.noSession) { try await client.whoamiUser() }
            _ = try await client.loginUser(user.username.text, password: Secret("x"))
            #expect(try await client.whoamiUser() == user)
            await #expect(throws: ServiceError.noSession) {
                try await server.client(token: .unknown).whoamiUser()
            }
        }

        @Test(arguments: ServerKind.allCases)
        func `whoami with a given token needs no session and changes none`(kind: ServerKind) async throws {
            let server = try kind.server
            let (ann, bob) = (try await newSession(on: server), try await newSession(on: server))
            let stranger = try await server.client()
            #expect(try await stranger.whoamiUser(ann.login.token) == ann.login.user)
            await #expect(throws: ServiceError.noSession) { try await stranger.whoamiUser() }
            #expect(try await bob.client.whoamiUser(ann.login.token) == ann.login.user)
            #expect(try await bob.client.whoamiUser() == bob.login.user)
            await #expect(throws: ServiceError.noSession) { try await bob.client.whoamiUser(.unknown) }
            #expect(try await bob.client.whoamiUser() == bob.login.user)
        }

        @Test(arguments: ServerKind.allCases)
        func `logout of a given token ends that session and no other`(kind: ServerKind) async throws {
            let server = try kind.server
            let (ann, bob) = (try await newSession(on: server), try await newSession(on: server))
            #expect(try await bob.client.logoutUser(ann.login.token) == ann.login.user)
            await #expect(throws: ServiceError.noSession) { try await ann.client.whoamiUser() }
            #expect(try await bob.client.whoamiUser() == bob.login.user)
            await #expect(throws: ServiceError.internalError) { try await bob.client.logoutUser(ann.login.token) }
            #expect(try await bob.client.whoamiUser() == bob.login.user)
            #expect(try await server.client().logoutUser(bob.login.token) == bob.login.user)
            await #expect(throws: ServiceError.noSession) { try await bob.client.whoamiUser() }
        }

        @Test(arguments: ServerKind.allCases)
        func `logout of a given token that is the client's own leaves it without one`(kind: ServerKind) async throws {
            let session = try await newSession(on: try kind.server)
            #expect(try await session.client.logoutUser(session.login.token) == session.login.user)
            // A dead token would be a 500.
            await #expect(throws: ServiceError.noSession) { try await session.client.logoutUser() }
        }

        /// A client that is logged in as a new account.
        private func newSession(on server: ContractServer) async throws -> (client: any UserService, login: Login) {
            let client = try await server.client()
            let user = try await client.registerUser(newName(), password: Secret("x"), as: .active)
            return (client, try await client.loginUser(user.username.text, password: Secret("x")))
        }

        @Test(arguments: ServerKind.overHTTP)
        func `a missing or wrong token is a 403 and no 401`(kind: ServerKind) async throws {
            let raw = try kind.server.raw
            for headers in [[:], ["api-key": "wrong"], ["authorization": "Bearer wrong"]] {
                let answer = try await raw.get("/users/whoami", headers: headers)
                #expect(answer.status == 403)
                #expect(try answer.decoded(AnswerDocument.self).message == "not logged in")
            }
        }

        @Test(arguments: ServerKind.overHTTP)
        func `a header with an underscore is dropped and one with a hyphen arrives`(kind: ServerKind) async throws {
            let server = try kind.server
            let client = try await server.client()
            let user = try await client.registerUser(newName(), password: Secret("x"), as: .active)
            let token = try await client.loginUser(user.username.text, password: Secret("x")).token
            for path in ["/users", "/users/whoami"] {
                let dropped = try await server.raw.get(path, headers: ["api_key": token.reveal()])
                #expect(dropped.status == 403)
                let arrived = try await server.raw.get(path, headers: ["api-key": token.reveal()])
                #expect(arrived.status == 200)
            }
            let stubborn = try await server.client(token: token, header: .underscore)
            await #expect(throws: ServiceError.noSession) { try await stubborn.whoamiUser() }
            #expect(try await server.client(token: token, header: .hyphen).whoamiUser() == user)
            #expect(try await server.client(token: token).whoamiUser() == user)
        }
    }
}
