import Accounts
import Synchronization
import TestSupport
import Testing

@testable import FlowServ

@Suite(.timeLimit(.minutes(2)))
struct TokenHeaderNegotiationTests {
    private static let hyphen = "api-key: t0ken"
    private static let underscore = "api_key: t0ken"

    /// A server that lets in only requests with this header.
    private func wanting(_ header: String) -> RawServer.Script {
        { number, request, peer in
            if request.tokens == [header] {
                try await CannedFlowServ.answer(number, request, peer)
            } else {
                try await peer.answer("403 FORBIDDEN", #"{"message": "not logged in"}"#)
            }
        }
    }

    /// The headers that the calls sent, one list a request.
    private func tokens(
        _ script: @escaping RawServer.Script, header: TokenHeader? = nil,
        _ calls: @escaping @Sendable (RemoteUserService) async throws -> Void
    ) async throws -> [[String]] {
        let log = WireLog()
        try await RawServer.run(log, script: script) { server in
            var settings = ConnectionSettings()
            settings.tokenHeader = header
            let service = try RemoteUserService(
                descriptor: ServiceDescriptor(address: try ServerAddress(server.url)), token: AccessToken("t0ken"),
                settings: settings)
            let result: Result<Void, any Error>
            do { result = .success(try await calls(service)) } catch { result = .failure(error) }
            await service.shutdown()
            try result.get()
        }
        return log.requests.map(\.tokens)
    }

    @Test func `the hyphen is tried first and kept when it works`() async throws {
        let tokens = try await tokens(wanting(Self.hyphen)) { service in
            _ = try await service.whoamiUser()
            _ = try await service.listUsers(query: nil)
            _ = try await service.logoutUser()
        }
        #expect(tokens == [[Self.hyphen], [Self.hyphen], [Self.hyphen]])
    }

    @Test func `the underscore is tried once after a 403, and found out once`() async throws {
        let tokens = try await tokens(wanting(Self.underscore)) { service in
            _ = try await service.listUsers(query: nil)
            _ = try await service.whoamiUser()
            _ = try await service.activateUser(UserID(rawValue: "a1"))
        }
        #expect(tokens == [[Self.hyphen], [Self.underscore], [Self.underscore], [Self.underscore]])
    }

    @Test func `a token that is no good either way costs two requests and is reported`() async throws {
        let tokens = try await tokens(wanting("nobody")) { service in
            await #expect(throws: ServiceError.notLoggedIn(message: "not logged in")) {
                _ = try await service.whoamiUser()
            }
        }
        #expect(tokens == [[Self.hyphen], [Self.underscore]])
    }

    @Test(arguments: ["api-key", "api_key"])
    func `a given token finds out the header's name for every call`(_ name: String) async throws {
        let tokens = try await tokens(wanting("\(name): an0ther")) { service in
            _ = try await service.whoamiUser(AccessToken("an0ther"))
            await #expect(throws: ServiceError.notLoggedIn(message: "not logged in")) {
                _ = try await service.whoamiUser()
            }
            _ = try await service.logoutUser(AccessToken("an0ther"))
        }
        let tried = ["api-key: an0ther", "\(name): an0ther"].prefix(name == "api-key" ? 1 : 2)
        #expect(tokens == tried.map { [$0] } + [["\(name): t0ken"], ["\(name): an0ther"]])
    }

    @Test func `a given token that is no good is tried both ways and leaves the name open`() async throws {
        let tokens = try await tokens(wanting(Self.underscore)) { service in
            await #expect(throws: ServiceError.notLoggedIn(message: "not logged in")) {
                _ = try await service.whoamiUser(AccessToken("an0ther"))
            }
            _ = try await service.whoamiUser()
        }
        #expect(tokens == [["api-key: an0ther"], ["api_key: an0ther"], [Self.hyphen], [Self.underscore]])
    }

    @Test func `a call that is given no token still sends the service's own after a logout of another`() async throws
    {
        let tokens = try await tokens(CannedFlowServ.answer) { service in
            _ = try await service.logoutUser(AccessToken("an0ther"))
            _ = try await service.listUsers(query: nil)
            _ = try await service.logoutUser(AccessToken("t0ken"))
            _ = try await service.listUsers(query: nil)
        }
        #expect(tokens == [["api-key: an0ther"], [Self.hyphen], [Self.hyphen], []])
    }

    @Test func `once the name is known a 403 is about the token`() async throws {
        let isExpired = Atomic(false)
        let expiring: RawServer.Script = { number, request, peer in
            let script = wanting(isExpired.load(ordering: .relaxed) ? "nobody" : Self.hyphen)
            try await script(number, request, peer)
        }
        let tokens = try await tokens(expiring) { service in
            _ = try await service.whoamiUser()
            isExpired.store(true, ordering: .relaxed)
            await #expect(throws: ServiceError.notLoggedIn(message: "not logged in")) {
                _ = try await service.whoamiUser()
            }
        }
        #expect(tokens == [[Self.hyphen], [Self.hyphen]])
    }

    @Test func `a header that was asked for is the only one used`() async throws {
        let tokens = try await tokens(wanting(Self.hyphen), header: .underscore) { service in
            await #expect(throws: ServiceError.notLoggedIn(message: "not logged in")) {
                _ = try await service.whoamiUser()
            }
        }
        #expect(tokens == [[Self.underscore]])
    }

    @Test func `a 403 from a call that needs no token is an answer, not a question`() async throws {
        let tokens = try await tokens(wanting("nobody")) { service in
            await #expect(throws: ServiceError.notLoggedIn(message: "not logged in")) {
                _ = try await service.registerUser("ann", password: Secret("pw"), as: .active)
            }
        }
        #expect(tokens == [[Self.hyphen]])
    }

    @Test(arguments: [Self.hyphen, Self.underscore])
    func `two first calls at once never send both headers, and the name is known after them`(
        _ wanted: String
    ) async throws {
        let tokens = try await tokens(wanting(wanted)) { service in
            async let first = service.whoamiUser()
            async let second = service.listUsers(query: nil)
            _ = try await (first, second)
            _ = try await service.whoamiUser()
        }
        #expect(tokens.allSatisfy { $0.count == 1 })
        #expect(tokens.last == [wanted])
        #expect(tokens.filter { $0 == [wanted] }.count == 3)
        #expect(tokens.count <= 5)
    }
}
