import Accounts
import FlowServ
import Sandbox
import Testing

extension Contract {
    struct Races {
        @Test(arguments: ServerKind.allCases)
        func `a name with two rows answers 500 for good`(kind: ServerKind) async throws {
            let server = try kind.server
            let client = try await server.client(token: .unknown)
            let name = newName()
            let user = try await client.registerUser(name, password: Secret("x"), as: .active)
            try await server.duplicateRow(named: name)
            for _ in 1...2 { try await expectBroken(name, for: client) }
            #expect(try await client.listUsers(query: name).count == 2)
            #expect(try await client.activateUser(user.id) == user)
        }

        /// How many rows it makes is chance on the real server; what they mean is not.
        @Test(arguments: ServerKind.allCases)
        func `eight registers of one name at once make one account or a broken name`(
            kind: ServerKind
        ) async throws {
            let server = try kind.server
            let client = try await server.client(token: .unknown)
            let name = newName()
            let ids = await withTaskGroup { group in
                for _ in 1...8 { group.addTask { await attempt(name, with: client) } }
                return await group.compactMap(\.self).reduce(into: Set<String>()) { $0.insert($1) }
            }
            let rows = try await server.rows(named: name)
            #expect(!ids.isEmpty && ids == Set(rows.map(\.id)))
            if rows.count == 1 {
                #expect(try await client.loginUser(name, password: Secret("x")).user.username.text == name)
            } else {
                try await expectBroken(name, for: client)
            }
        }

        @Test(arguments: [ServerKind.memory, .sandbox])
        func `two registers between look and insert make two rows`(kind: ServerKind) async throws {
            var options = SandboxOptions()
            options.registerGap = .seconds(1)
            let backend = SandboxBackend(options, clock: Rendezvous(of: 2).clock)
            let (over, clients) = (kind == .memory ? nil : try await SandboxServer.start(backend), ClientPool())
            let host = over.map(ContractServer.Host.sandbox) ?? .memory(backend)
            let server = ContractServer(host: host, clients: clients)
            let client = try await server.client(token: .unknown)
            async let one = client.registerUser("ann", password: Secret("x"), as: .active)
            async let other = client.registerUser("ann", password: Secret("x"), as: .active)
            #expect(try await one.id != other.id)
            #expect(try await server.rows(named: "ann").count == 2)
            #expect(await backend.mostRegistersInFlight() == 2)
            try await expectBroken("ann", for: client)
            await clients.shutdown()
            await over?.stop()
        }
    }
}

/// Registers a name and gives its id; refusals that a race explains are nil.
private func attempt(_ name: String, with client: any UserService) async -> String? {
    do throws(ServiceError) {
        return try await client.registerUser(name, password: Secret("x"), as: .active).id.rawValue
    } catch {
        #expect(error == .duplicateUser(name) || error == .internalError)
        return nil
    }
}

private func expectBroken(_ name: String, for client: any UserService) async throws {
    await #expect(throws: ServiceError.internalError) {
        try await client.registerUser(name, password: Secret("x"), as: .active)
    }
    await #expect(throws: ServiceError.internalError) {
        try await client.loginUser(name, password: Secret("x"))
    }
    await #expect(throws: ServiceError.internalError) {
        try await client.requestPasswordReset(for: name)
    }
}
