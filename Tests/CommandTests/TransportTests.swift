import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// What goes over the wire and what must not, through the real binary.
struct TransportTests {
    @Test func `a redirect is refused, and where it leads is said`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            await sandbox.inject(Fault(.list, times: nil, .redirect(to: "http://elsewhere.example/users")))
            let applied = try await rollcall("apply", "team.csv", "--yes")
            applied.expect(5)
            #expect(
                applied.errors.contains("redirected (307) to http://elsewhere.example/users, which is not followed"))
            #expect(await sandbox.registers().isEmpty)
        }
    }

    @Test func `a register that is redirected goes nowhere else`() async throws {
        let elsewhere = WireLog()
        try await RawServer.run(elsewhere, script: CannedFlowServ.answer) { target in
            try await Command.onSandbox { rollcall, sandbox in
                try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
                await sandbox.inject(Fault(.register, times: nil, .redirect(to: target.url + "/users/register")))
                // It proves nothing about the account, and flowServ answers all else, so it is that account's own trouble.
                let applied = try await rollcall("apply", "team.csv", "--yes", "--settle", "0")
                applied.expect(3)
                #expect(applied.output.contains("redirected (307)"))
            }
        }
        #expect(elsewhere.requests.isEmpty)
    }

    @Test(arguments: ["token\r\nEvil: 1", "token\nEvil: 1"])
    func `a token that would break out of its header is not sent and not shown`(token: String) async throws {
        let log = WireLog()
        let ending = try await RawServer.run(log, script: CannedFlowServ.answer) { server in
            try await Command(server: server.url).with(["FLOWSERV_ACCESS_TOKEN": token])("user", "whoami")
        }
        ending.expect(5)
        #expect(ending.errors.contains("the token cannot be sent in a header"))
        #expect(!ending.everything.contains("Evil"))
        #expect(log.requests.map(\.target) == ["/api/"])
    }

    @Test func `a name stays a value, whatever is in it`() async throws {
        let name = "a&query=b#c?d/../e %\"\\\u{1}\r\nEvil: 1"
        let log = WireLog()
        try await RawServer.run(log, script: CannedFlowServ.answer) { server in
            let rollcall = try Command(server: server.url).with(["FLOWSERV_ACCESS_TOKEN": "token"])
            try await rollcall("user", "list", "--query", name).expect(0)
            try await rollcall("user", "request-password-reset", name).expect(0)
        }
        let targets = log.requests.map(\.target).filter { $0 != "/api/" }
        #expect(
            targets == [
                "/api/users?query=a%26query%3Db%23c%3Fd%2F..%2Fe%20%25%22%5C%01%0D%0AEvil%3A%201",
                "/api/users/password/request",
            ])
        #expect(log.requests.allSatisfy { $0.values("evil").isEmpty })
        let body = try #require(log.requests.last?.body)
        #expect(try JSONDecoder().decode([String: String].self, from: Data(body)) == ["username": name])
    }

    @Test(arguments: [("users", "1073741825"), ("users/whoami", "1048577")])
    func `an answer that is larger than allowed is given up by its length`(path: String, length: String) async throws
    {
        let log = WireLog()
        let ending = try await RawServer.run(log) { number, request, peer in
            guard request.target.hasSuffix(path) else {
                return try await CannedFlowServ.answer(number, request, peer)
            }
            try await peer.send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n{")
        } _: { server in
            let rollcall = try Command(server: server.url).with(["FLOWSERV_ACCESS_TOKEN": "token"])
            return try await rollcall("user", path == "users" ? "list" : "whoami")
        }
        ending.expect(5)
        #expect(ending.errors.contains("the answer was larger than allowed"))
    }
}
