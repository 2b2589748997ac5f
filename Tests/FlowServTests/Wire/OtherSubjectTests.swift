import Accounts
import TestSupport
import Testing

@testable import FlowServ

/// Answers that are flowServ's in form, but about another account than the one that was asked for.
@Suite(.timeLimit(.minutes(2)))
struct OtherSubjectTests {
    private static let asked = UserID(rawValue: "0123456789abcdef0123456789abcdef")
    private static let others = UserID(rawValue: "fedcba9876543210fedcba9876543210")

    /// Makes one call to a server that answers it with this.
    private func answer(
        _ status: String, _ body: String,
        to call: @escaping @Sendable (RemoteUserService) async throws(ServiceError) -> User
    ) async throws -> Result<User, ServiceError> {
        let log = WireLog()
        let script: RawServer.Script = { _, _, peer in try await peer.answer(status, body) }
        return try await RawServer.run(log, script: script) { server in
            let service = try RemoteUserService(
                descriptor: ServiceDescriptor(address: try ServerAddress(server.url)), token: AccessToken("t0ken"))
            let result: Result<User, ServiceError>
            do throws(ServiceError) { result = .success(try await call(service)) } catch { result = .failure(error) }
            await service.shutdown()
            return result
        }
    }

    private func isForeign(_ result: Result<User, ServiceError>) -> Bool {
        if case .failure(.foreignAnswer) = result { true } else { false }
    }

    @Test func `an activation that is answered for another id is not flowServ's answer to it`() async throws {
        func activated(_ id: UserID) async throws -> Result<User, ServiceError> {
            try await answer("200 OK", #"{"id": "\#(id)", "username": "ann"}"#) { service throws(ServiceError) in
                try await service.activateUser(Self.asked)
            }
        }
        #expect(isForeign(try await activated(Self.others)))
        #expect(try await activated(Self.asked).get().username == "ann")
    }

    @Test func `a login that is answered for another name keeps no token`() async throws {
        let sent = WireLog()
        let script: RawServer.Script = { _, request, peer in
            let body = #"{"id": "\#(Self.others)", "username": "mallory", "token": "stolen"}"#
            try await peer.answer(request.target.hasSuffix("login") ? "200 OK" : "403 FORBIDDEN", body)
        }
        try await RawServer.run(sent, script: script) { server in
            let service = try RemoteUserService(
                descriptor: ServiceDescriptor(address: try ServerAddress(server.url)), token: nil)
            await #expect(throws: ServiceError.self) {
                try await service.loginUser("bob", password: Secret("secret"))
            }
            _ = try? await service.whoamiUser()
            await service.shutdown()
        }
        #expect(sent.requests.count == 2 && sent.requests.allSatisfy { $0.tokens.isEmpty })
    }

    /// flowServ names whom it was asked for: the id of an activation, the name of a login.
    @Test(arguments: [
        ("unknown user '0123456789abcdef0123456789abcdef'", false), ("unknown user", false),
        ("unknown user 'fedcba9876543210fedcba9876543210'", true), ("unknown user 'ann'", true),
        ("unknown user ''", true),
    ])
    func `a 404 that names somebody else says nothing about the id`(message: String, foreign: Bool) async throws {
        let result = try await answer("404 NOT FOUND", #"{"message": "\#(message)"}"#) {
            service throws(ServiceError) in
            try await service.activateUser(Self.asked)
        }
        #expect(isForeign(result) == foreign, "\(result)")
    }

    @Test(arguments: [
        ("unknown user 'o'neill'", false), ("unknown user 'neill'", true), ("unknown user 'zz'", true),
        // A password that is part of the name is hidden in errors only.
        ("unknown user 'neill' ", false),
    ])
    func `a 404 that names somebody else says nothing about a login`(message: String, foreign: Bool) async throws {
        let result = try await answer("404 NOT FOUND", #"{"message": "\#(message)"}"#) {
            service throws(ServiceError) in
            try await service.loginUser("o'neill", password: Secret("neill")).user
        }
        #expect(isForeign(result) == foreign, "\(result)")
    }

    /// RFC 9111, section 5.1: seconds; what is too large counts as 2147483648.
    @Test(arguments: [
        ("0", nil), ("300", 300), ("300.5", 300), ("300;x", 300), ("99999999999999999999", 2_147_483_648),
        ("9223372036854775808", 2_147_483_648), ("0, 300", 300), ("soon", nil),
    ])
    func `an answer of a cache is known by its age, however it is written`(age: String, seconds: Int?) {
        #expect(Answer.age([age]) == seconds)
    }

    @Test func `of several ages the highest counts`() {
        #expect(Answer.age(["0", "300"]) == 300)
    }
}
