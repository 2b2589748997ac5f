import Sandbox
import TestSupport
import Testing

extension Command {
    /// The real binary against a sandbox of its own in which `admin` has an account, for the time of one test.
    static func onSandbox<Value>(
        _ options: SandboxOptions = SandboxOptions(), _ body: (Command, SandboxBackend) async throws -> Value
    ) async throws -> Value {
        let backend = SandboxBackend(options)
        await backend.addAccount("admin", password: "admin secret")
        let server = try await SandboxServer.start(backend)
        do {
            let command = try Command(server: server.url, login: ("admin", "admin secret"))
            let value = try await body(command, backend)
            await server.stop()
            return value
        } catch {
            await server.stop()
            throw error
        }
    }

    /// The same with a proxy between them that passes everything on, and in whose traps a test does something at a
    /// certain request.
    static func behindProxy(
        _ body: @Sendable (Command, SandboxBackend, MisbehavingProxy) async throws -> Void
    ) async throws {
        try await behindProxy(returning: body)
    }

    /// The same, for a test that makes something of it.
    static func behindProxy<Value: Sendable>(
        returning body: @Sendable (Command, SandboxBackend, MisbehavingProxy) async throws -> Value
    ) async throws -> Value {
        try await onSandbox { rollcall, sandbox in
            let server = try #require(rollcall.environment["ROLLCALL_SERVER"])
            return try await MisbehavingProxy.run(before: server) { proxy in
                try await body(rollcall.with(["ROLLCALL_SERVER": proxy.url]), sandbox, proxy)
            }
        }
    }

    /// The real binary against a real flowServ on which `admin` has an account.
    static func onRealServer<Value: Sendable>(
        _ body: @Sendable (Command, RealFlowServ) async throws -> Value
    ) async throws -> Value {
        try await RealFlowServ.run { server in
            let command = try Command(server: server.url, login: ("admin", "admin secret"))
            // In a journal of its own, so that the one under test knows nothing of it.
            let arguments = ["user", "register", "admin", "--password-file", "-", "--journal", "admin.sqlite"]
            let ending = try await command.run(arguments, input: "admin secret\n")
            ending.expect(0)
            return try await body(command, server)
        }
    }
}
