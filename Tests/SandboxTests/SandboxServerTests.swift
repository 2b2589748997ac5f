import Accounts
import FlowServ
import Sandbox
import TestSupport
import Testing

struct SandboxServerTests {
    @Test func `it listens on the loopback interface only`() async throws {
        try await serve { server, raw in
            #expect(server.url == "http://127.0.0.1:\(server.port)/flowserv/api/v1")
            let answer = try await raw.get("/flowserv/api/v1/")
            #expect(answer.status == 200)
            // A server that listens on every interface would answer here.
            await #expect(throws: (any Error).self) {
                try await RawHTTP("http://127.0.0.2:\(server.port)").get("/flowserv/api/v1/")
            }
        }
    }

    @Test func `a port in use is an error`() async throws {
        try await serve { server, _ in
            await #expect(throws: (any Error).self) { try await SandboxServer.start(port: server.port) }
        }
    }

    @Test func `a stopped server's accounts can be served again`() async throws {
        let backend = SandboxBackend()
        let ann = await backend.addAccount("ann", password: "x")
        for _ in 1...2 {
            try await serve(backend) { _, raw in
                let accounts: [SandboxAccount] = try await raw.get("/sandbox/accounts").decoded()
                #expect(accounts == [ann])
            }
        }
    }

    /// NIO would end the process over an accepted connection that nobody takes up.
    @Test func `a server can be stopped while connections come in`() async throws {
        for _ in 1...30 {
            let server = try await SandboxServer.start()
            await withDiscardingTaskGroup { group in
                for _ in 1...20 {
                    group.addTask {
                        let answer = try? await RawHTTP(server.url).get("/")
                        #expect(answer == nil || answer?.status == 200)
                    }
                }
                await server.stop()
            }
            await #expect(throws: (any Error).self) { try await RawHTTP(server.url).get("/") }
        }
    }

    @Test func `the front can let the underscore through instead`() async throws {
        var options = SandboxOptions()
        options.front = .underscore
        try await serve(SandboxBackend(options)) { server, raw in
            let users = "/flowserv/api/v1/users"
            #expect(try await raw.get(users, headers: ["api_key": "any"]).status == 200)
            #expect(try await raw.get(users, headers: ["api-key": "any"]).status == 403)
            let client = try RemoteUserService(
                descriptor: .init(address: ServerAddress(server.url)), token: AccessToken("any"))
            #expect(try await client.listUsers(query: nil) == [])
            await client.shutdown()
        }
    }

    @Test func `routes can be elsewhere and the client finds them`() async throws {
        var options = SandboxOptions()
        options.patterns = ["users:register": "people/new"]
        options.advertisedURL = "http://example.org/elsewhere"
        try await serve(SandboxBackend(options)) { server, raw in
            let client = try await RemoteUserService.connect(to: ServerAddress(server.url))
            #expect(client.descriptor.advertisedURL == "http://example.org/elsewhere")
            _ = try await client.registerUser("ann", password: Secret("x"), as: .active)
            #expect(await server.backend.accounts().map(\.username) == ["ann"])
            #expect(try await raw.post("/flowserv/api/v1/users/register", "{}").status == 404)
            await client.shutdown()
        }
    }

    @Test func `what is neither the API nor the control is a 404`() async throws {
        try await serve { _, raw in
            for path in ["/", "/flowserv", "/flowserv/api/v1/nothing", "/sandbox/nothing"] {
                let answer = try await raw.get(path)
                #expect(answer.status == 404)
            }
        }
    }
}

/// Serves a sandbox, does something with it and stops it.
func serve(
    _ backend: SandboxBackend = SandboxBackend(),
    _ body: (SandboxServer, RawHTTP) async throws -> Void
) async throws {
    let server = try await SandboxServer.start(backend)
    let result: Result<Void, any Error>
    do {
        result = .success(try await body(server, RawHTTP("http://127.0.0.1:\(server.port)")))
    } catch {
        result = .failure(error)
    }
    await server.stop()
    try result.get()
}
