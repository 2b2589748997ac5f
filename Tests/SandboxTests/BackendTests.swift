import Accounts
import FlowServ
import Sandbox
import Testing

/// What the sandbox tells and does beside the API.
struct BackendTests {
    @Test(arguments: Wire.allCases)
    func `registers are recorded with what became of them`(wire: Wire) async throws {
        let time = ManualTime()
        try await wire.serve(SandboxBackend(clock: time.clock(wire))) { client, backend in
            await backend.inject(
                Fault(.register, username: "b", .closeAfter), Fault(.register, username: "c", .cutOff))
            for name in ["a", " a", "b", "c"] {
                _ = try? await client.registerUser(name, password: Secret("x"), as: .active)
                time.advance(by: .seconds(1))
            }
            let records = await backend.registers()
            #expect(records.map(\.username) == ["a", " a", "b", "c"])
            #expect(records.map(\.answer) == ["201", "400", "closed", "cut off"])
            #expect(records.map(\.madeAccount) == [true, false, true, true])
            #expect(records.map(\.arrived) == [.zero, .seconds(1), .seconds(2), .seconds(3)])
            #expect(records.map(\.finished) == records.map(\.arrived))
            #expect(await backend.registers(of: "a").count == 2)
            #expect(await backend.mostRegistersInFlight() == 1)
            #expect(await backend.callCounts() == [.register: 4])
        }
    }

    @Test(arguments: Wire.allCases)
    func `a token and a reset id are good for 24 hours`(wire: Wire) async throws {
        let time = ManualTime()
        try await wire.serve(SandboxBackend(clock: time.clock(wire))) { client, backend in
            await backend.addAccount("ann", password: "x")
            let first = try await client.loginUser("ann", password: Secret("x")).token
            let request = try await client.requestPasswordReset(for: "ann")
            time.advance(by: .seconds(24 * 60 * 60))
            #expect(try await client.whoamiUser().username == "ann")
            time.advance(by: .milliseconds(1))
            await #expect(throws: ServiceError.notLoggedIn(message: "not logged in")) {
                try await client.whoamiUser()
            }
            await #expect(throws: ServiceError.unknownObject(message: "unknown request '[redacted]'")) {
                try await client.resetPassword(request, to: Secret("y"))
            }
            #expect(try await client.loginUser("ann", password: Secret("x")).token != first)
        }
    }

    @Test(arguments: Wire.allCases)
    func `accounts can be made and removed behind the API`(wire: Wire) async throws {
        try await wire.serve { client, backend in
            let ann = await backend.addAccount("ann", password: "x")
            let bob = await backend.addAccount("bob", password: "x", active: false)
            #expect(await backend.accounts() == [ann, bob].compactMap(\.self))
            _ = try await client.loginUser("ann", password: Secret("x"))
            #expect(try await client.listUsers(query: nil).map(\.username) == ["ann"])
            await backend.removeAccounts(named: "ann")
            #expect(try await client.listUsers(query: nil) == [])
            _ = try await client.registerUser("ann", password: Secret("y"), as: .active)
        }
    }

    @Test func `one seed gives the same ids`() async throws {
        var ids: [[String]] = []
        for seed: UInt64 in [1, 1, 2] {
            var options = SandboxOptions()
            options.seed = seed
            let backend = SandboxBackend(options)
            for name in ["ann", "bob"] { await backend.addAccount(name, password: "x") }
            ids.append(await backend.accounts().map(\.id))
        }
        #expect(ids[0] == ids[1] && ids[1] != ids[2])
    }
}
