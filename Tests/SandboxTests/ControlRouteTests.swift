import FlowServ
import Sandbox
import TestSupport
import Testing

/// The routes that a real flowServ does not have.
struct ControlRouteTests {
    private static let register = "/flowserv/api/v1/users/register"

    @Test func `POST faults adds one fault or a list of them`() async throws {
        try await serve { _, raw in
            let one = try await raw.post("/sandbox/faults", #"{"effect":"status-before","status":503}"#)
            #expect(one.status == 200 && one.text == "{\"faults\":1}\n")
            let two = try await raw.post(
                "/sandbox/faults",
                #" [{"effect":"status-before","status":502,"nth":2},{"effect":"garbage","nth":9}]"#)
            #expect(two.status == 200 && two.text == "{\"faults\":2}\n")
            var statuses: [Int] = []
            for name in ["a", "b", "c"] {
                statuses.append(
                    try await raw.post(Self.register, #"{"username":"\#(name)","password":"x"}"#).status)
            }
            #expect(statuses == [503, 502, 201])
        }
    }

    @Test func `DELETE faults forgets all`() async throws {
        try await serve { _, raw in
            _ = try await raw.post("/sandbox/faults", #"{"effect":"close-before","times":null}"#)
            #expect(try await raw.delete("/sandbox/faults").text == "{\"faults\":0}\n")
            #expect(try await raw.post(Self.register, #"{"username":"a","password":"x"}"#).status == 201)
        }
    }

    @Test(arguments: ["", "{}", "[{}]", #"{"effect":"delay"}"#, #"{"effect":"garbage","route":"users:delete"}"#])
    func `what is no fault is a 400 with the reason`(body: String) async throws {
        try await serve { _, raw in
            let answer = try await raw.post("/sandbox/faults", body)
            #expect(answer.status == 400)
            #expect(answer.text.contains("not a fault: "))
        }
    }

    @Test func `GET accounts gives pending ones too and no secrets`() async throws {
        try await serve { server, raw in
            await server.backend.addAccount("ann", password: "opensesame")
            await server.backend.addAccount("bob", password: "opensesame", active: false)
            let login = try await raw.post(
                "/flowserv/api/v1/users/login", #"{"username":"ann","password":"opensesame"}"#)
            let token = try login.decoded(TokenDocument.self).token
            let answer = try await raw.get("/sandbox/accounts")
            let accounts: [SandboxAccount] = try answer.decoded()
            #expect(accounts.map(\.username) == ["ann", "bob"])
            #expect(accounts.map(\.active) == [true, false])
            #expect(!answer.text.contains("opensesame") && !answer.text.contains(token))
        }
    }

    @Test func `GET calls gives counts and every register`() async throws {
        try await serve { server, raw in
            await server.backend.inject(Fault(.register, nth: 2, .statusAfter(502)))
            for name in ["a", "b"] {
                _ = try await raw.post(Self.register, #"{"username":"\#(name)","password":"x"}"#)
            }
            _ = try await raw.get("/flowserv/api/v1/users")
            let calls: CallsDocument = try await raw.get("/sandbox/calls").decoded()
            #expect(calls.routes == ["users:register": 2, "users:list": 1])
            #expect(calls.mostRegistersInFlight == 1)
            #expect(calls.registers.map(\.username) == ["a", "b"])
            #expect(calls.registers.map(\.answer) == ["201", "502"])
            #expect(calls.registers.allSatisfy { $0.madeAccount && $0.arrived <= $0.finished })
        }
    }
}

private struct TokenDocument: Decodable {
    let token: String
}

private struct CallsDocument: Decodable {
    struct Register: Decodable {
        let username: String
        let arrived: Double
        let finished: Double
        let answer: String
        let madeAccount: Bool
    }

    let routes: [String: Int]
    let mostRegistersInFlight: Int
    let registers: [Register]
}
