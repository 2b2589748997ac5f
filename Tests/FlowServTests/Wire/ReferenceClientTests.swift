import Accounts
import Foundation
import TestSupport
import Testing

@testable import FlowServ

/// Our calls beside those of flowServ's reference client, as the server sees them.
@Suite(.timeLimit(.minutes(5)))
struct ReferenceClientTests {
    private static let username = CannedFlowServ.username
    private static let password = #"p\u{e4}ss "wörd" \/ 1"#
    private static let id = "0123456789abcdef0123456789abcdef"
    private static let request = "fedcba9876543210fedcba9876543210"
    private static let query = "jos\u{e9} 100%_+&"

    /// The reference client's call of this index never sends its query.
    private static let queried = 6

    private func record(_ calls: @Sendable (RawServer) async throws -> Void) async throws -> [WireCall] {
        let log = WireLog()
        try await RawServer.run(log, script: CannedFlowServ.answer, calls)
        return try log.requests.map(WireCall.init)
    }

    /// What the reference client sends.
    ///
    /// - Parameters:
    ///   - calls: Which calls; `reference_client.py` has them.
    ///   - token: The token in its environment.
    ///   - given: The token in the parameter `api_key` of the calls that have one.
    private func reference(
        _ calls: String = "calls", token: String = CannedFlowServ.token, given: String = CannedFlowServ.token
    ) async throws -> [WireCall] {
        let inputs = try JSONEncoder().encode([
            "username": Self.username, "password": Self.password, "id": Self.id, "requestId": Self.request,
            "token": given, "query": Self.query,
        ])
        return try await record { server in
            let ending = try await Program(
                try PackageFiles.python(.client, "python3"),
                ["\(PackageFiles.root)/Tests/python/reference_client.py", calls, server.url],
                environment: ["FLOWSERV_ACCESS_TOKEN": token],
                input: String(decoding: inputs, as: UTF8.self)
            ).run()
            #expect(ending.code == 0, "\(ending.errors)")
        }
    }

    private func library(
        header: TokenHeader?, _ calls: @escaping @Sendable (RemoteUserService) async throws -> Void = callEverything
    ) async throws -> [WireCall] {
        try await record { server in
            var settings = ConnectionSettings()
            settings.tokenHeader = header
            let service = try RemoteUserService(
                descriptor: ServiceDescriptor(address: try ServerAddress(server.url)),
                token: AccessToken(CannedFlowServ.token), settings: settings)
            try await service.closing(calls)
        }
    }

    @Sendable private static func callEverything(_ service: RemoteUserService) async throws {
        let password = Secret(Self.password)
        _ = try await service.registerUser(username, password: password, as: .active)
        _ = try await service.registerUser(username, password: password, as: .pending)
        _ = try await service.activateUser(UserID(rawValue: id))
        _ = try await service.loginUser(username, password: password)
        _ = try await service.whoamiUser()
        _ = try await service.listUsers(query: nil)
        _ = try await service.listUsers(query: query)
        _ = try await service.requestPasswordReset(for: username)
        _ = try await service.resetPassword(ResetRequestID(request), to: password)
        _ = try await service.logoutUser()
    }

    private func program() async throws -> [WireCall] {
        let calls = try await record { server in
            for arguments in Self.commands {
                let home = try TemporaryDirectory()
                let ending = try await Program(
                    try PackageFiles.program("rollcall"), ["user"] + arguments + ["--token-header", "api_key"],
                    environment: [
                        "HOME": home.path, "ROLLCALL_SERVER": server.url,
                        "FLOWSERV_ACCESS_TOKEN": CannedFlowServ.token,
                    ],
                    input: Self.password + "\n"
                ).run()
                #expect(ending.code == 0, "\(arguments): \(ending.errors)")
            }
        }
        // Each command first asks for the server's routes, which the reference client is told.
        let descriptors = calls.filter { $0.method == "GET" && $0.target == "/api/" }
        #expect(descriptors.count == Self.commands.count)
        #expect(descriptors.allSatisfy { $0.tokens.isEmpty && $0.body == nil })
        return calls.filter { !descriptors.contains($0) }
    }

    private static let commands = [
        ["register", username, "--password-file", "-"],
        ["register", username, "--pending", "--password-file", "-"],
        ["activate", id],
        ["login", username, "--password-file", "-"],
        ["whoami"],
        ["list"],
        ["list", "--query", query],
        ["request-password-reset", username],
        ["reset-password", request, "--password-file", "-"],
        ["logout"],
    ]

    /// The intended difference: our query is sent, percent-encoded.
    private func expectEqual(_ ours: [WireCall], _ reference: [WireCall]) throws {
        try #require(reference.count == 10)
        try #require(ours.count == reference.count)
        for (index, (call, theirs)) in zip(ours, reference).enumerated() where index != Self.queried {
            #expect(call == theirs)
        }
        #expect(reference[Self.queried].target == "/api/users")
        #expect(ours[Self.queried].target == "/api/users?query=jos%C3%A9%20100%25_%2B%26")
        #expect(ours[Self.queried].tokens == reference[Self.queried].tokens)
    }

    @Test func `every call of the library equals the reference client's`() async throws {
        try expectEqual(try await library(header: .underscore), try await reference())
    }

    @Test func `every rollcall user command equals the reference client's call`() async throws {
        try expectEqual(try await program(), try await reference())
    }

    @Test func `a given token goes out as the reference client sends the one in its environment`() async throws {
        let another = "an0ther"
        let ours = try await library(header: .underscore) { service in
            _ = try await service.whoamiUser(AccessToken(another))
            _ = try await service.logoutUser(AccessToken(another))
        }
        #expect(ours == (try await reference("tokens", token: another, given: another)))
        #expect(ours.map(\.tokens) == [["api_key: an0ther"], ["api_key: an0ther"]])
    }

    /// The intended difference: our client sends the token that it is given.
    @Test func `the reference client sends the token in its environment whatever it is given`() async throws {
        let calls = try await reference("tokens", token: CannedFlowServ.token, given: "an0ther")
        #expect(calls.map(\.target) == ["/api/users/whoami", "/api/users/logout"])
        #expect(calls.allSatisfy { $0.tokens == ["api_key: \(CannedFlowServ.token)"] })
    }

    @Test func `left to itself the library differs from it by the header's name alone`() async throws {
        let asked = try await library(header: .underscore)
        let free = try await library(header: nil)
        #expect(free.count == asked.count)
        for (free, asked) in zip(free, asked) {
            #expect(asked.tokens == ["api_key: \(CannedFlowServ.token)"])
            #expect(free.tokens == ["api-key: \(CannedFlowServ.token)"])
            #expect(free.method == asked.method && free.target == asked.target)
            #expect(free.body == asked.body && free.contentTypes == asked.contentTypes)
        }
    }

    @Test(arguments: [
        [:],
        ["FLOWSERV_API_PORT": "80"],
        ["FLOWSERV_API_PORT": "8080", "FLOWSERV_API_PATH": "v1"],
        ["FLOWSERV_API_PROTOCOL": "https", "FLOWSERV_API_HOST": "rob.example.org", "FLOWSERV_API_PORT": "443"],
        ["FLOWSERV_API_HOST": "rob.example.org", "FLOWSERV_API_PATH": "/deep/api/"],
    ])
    func `flowServ's settings mean the reference client's address`(_ settings: [String: String]) async throws {
        let ending = try await Program(
            try PackageFiles.python(.client, "python3"),
            ["\(PackageFiles.root)/Tests/python/reference_client.py", "address"], environment: settings
        ).run()
        #expect(ending.code == 0, "\(ending.errors)")
        #expect(try ServerAddress(flowservSettings: settings).url + "\n" == ending.output)
    }
}
