import Sandbox
import TestSupport
import Testing

/// One running server of each kind, for a whole suite.
struct ContractServers: Sendable {
    @TaskLocal static var current: ContractServers?

    private let servers: [ServerKind: ContractServer]

    func server(_ kind: ServerKind) throws -> ContractServer {
        try #require(servers[kind])
    }

    /// Starts them, makes them current and ends them, whatever happens.
    fileprivate static func run(_ body: @Sendable () async throws -> Void) async throws {
        try await RealFlowServ.run { real in
            let sandbox = try await SandboxServer.start()
            let clients = ClientPool()
            let servers = ContractServers(servers: [
                .memory: ContractServer(host: .memory(SandboxBackend()), clients: clients),
                .sandbox: ContractServer(host: .sandbox(sandbox), clients: clients),
                .real: ContractServer(host: .real(real), clients: clients),
            ])
            let result: Result<Void, any Error>
            do {
                result = .success(try await $current.withValue(servers, operation: body))
            } catch {
                result = .failure(error)
            }
            await clients.shutdown()
            await sandbox.stop()
            try result.get()
        }
    }
}

/// Runs a suite while the servers do.  When one of them cannot be started, the suite fails.
struct ServersTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await ContractServers.run(function)
    }
}

extension Trait where Self == ServersTrait {
    /// One server of each kind for the whole suite.
    static var servers: Self { ServersTrait() }
}
