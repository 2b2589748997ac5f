import Accounts
import Foundation
import Testing

@testable import FlowServ

struct RedactionTests {
    private static let hidden = "hunter2"

    private func everyPrint(of value: some Encodable) throws -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        var printed = ""
        print(value, to: &printed)
        let mirror = Mirror(reflecting: value)
        let encoded = try JSONEncoder().encode([value])
        return [
            "\(value)", String(describing: value), String(reflecting: value), "\(Optional(value) as Any)",
            "\([value])",
            "\(["key": value])", dumped, printed, "\(mirror)", "\(mirror.children.map(\.value))",
            String(decoding: encoded, as: UTF8.self),
        ]
    }

    @Test func `no way of printing a secret shows it`() throws {
        let prints =
            try everyPrint(of: Secret(Self.hidden)) + everyPrint(of: AccessToken(Self.hidden))
            + everyPrint(of: ResetRequestID(Self.hidden))
        #expect(prints.count == 33)
        for print in prints { #expect(!print.contains(Self.hidden)) }
    }

    @Test func `each says that it is redacted`() throws {
        #expect("\(Secret(Self.hidden))" == "[redacted]")
        #expect("\(AccessToken(Self.hidden))" == "[redacted]")
        #expect("\(ResetRequestID(Self.hidden))" == "[redacted]")
        #expect(String(reflecting: Secret(Self.hidden)) == "[redacted]")
        #expect(Mirror(reflecting: AccessToken(Self.hidden)).children.isEmpty)
        #expect(
            String(decoding: try JSONEncoder().encode([Secret(Self.hidden)]), as: UTF8.self) == #"["[redacted]"]"#)
    }

    @Test func `a login and a connection's settings show no token either`() throws {
        let login = Login(
            user: User(id: UserID(rawValue: "a1"), username: "ann"), token: AccessToken(Self.hidden))
        var dumped = ""
        dump(login, to: &dumped)
        #expect(!dumped.contains(Self.hidden) && !"\(login)".contains(Self.hidden))
    }

    @Test func `a service shows neither the token it was given nor the one it got`() async throws {
        let address = try ServerAddress("http://localhost")
        let service = try RemoteUserService(
            descriptor: ServiceDescriptor(address: address), token: AccessToken(Self.hidden))
        var dumped = ""
        dump(service, to: &dumped)
        #expect(!dumped.contains(Self.hidden))
        await service.shutdown()
    }

    @Test func `only revealing gives the characters back`() {
        #expect(Secret(Self.hidden).reveal() == Self.hidden)
        #expect(AccessToken(Self.hidden).reveal() == Self.hidden)
        #expect(ResetRequestID(Self.hidden).reveal() == Self.hidden)
    }
}
