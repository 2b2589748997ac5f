import Accounts
import FlowServ
import Testing

extension Contract {
    struct Activating {
        @Test(arguments: ServerKind.allCases)
        func `activation makes a pending account active and is idempotent`(kind: ServerKind) async throws {
            let server = try kind.server
            let client = try await server.client(token: .unknown)
            let user = try await client.registerUser(newName(), password: Secret("x"), as: .pending)
            for _ in 1...3 {
                #expect(try await client.activateUser(user.id) == user)
                #expect(try await client.listUsers(query: user.username.text) == [user])
            }
            #expect(try await server.rows(named: user.username.text) == [.init(id: user.id.rawValue, isActive: true)])
        }

        @Test(arguments: ServerKind.allCases, ["0123456789abcdef0123456789abcdef", "nobody", "", "José'\";--"])
        func `activation of an unknown id is a 404`(kind: ServerKind, id: String) async throws {
            let client = try await kind.server.client()
            await #expect(throws: ServiceError.unknownUser(id)) {
                try await client.activateUser(UserID(rawValue: id))
            }
        }

        @Test(arguments: ServerKind.allCases)
        func `nothing but the answer to the register tells a pending account's id`(kind: ServerKind) async throws {
            let client = try await kind.server.client(token: .unknown)
            let name = newName()
            let user = try await client.registerUser(name, password: Secret("x"), as: .pending)
            #expect(try await client.listUsers(query: name) == [])
            await #expect(throws: ServiceError.duplicateUser(name)) {
                try await client.registerUser(name, password: Secret("x"), as: .pending)
            }
            await #expect(throws: ServiceError.unknownUser(name)) {
                try await client.loginUser(name, password: Secret("x"))
            }
            await #expect(throws: ServiceError.unknownUser(name)) {
                try await client.activateUser(UserID(rawValue: name))
            }
            #expect(try await client.activateUser(user.id) == user)
        }
    }
}
