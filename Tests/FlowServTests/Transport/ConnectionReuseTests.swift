import Accounts
import TestSupport
import Testing

@testable import FlowServ

/// A connection kept alive may end at any moment; the request that meets its end is never sent again.
@Suite(.timeLimit(.minutes(2)))
struct ConnectionReuseTests {
    private static let handle = #"{"id": "a1", "username": "ann"}"#

    /// What a server does when the second request has arrived on a connection that was kept alive.
    enum End: CaseIterable, Sendable {
        case closed, reset, closedWithinTheAnswer

        func callAsFunction(_ peer: Peer) async throws {
            switch self {
            case .closed: try await peer.close()
            case .reset: try await peer.reset()
            case .closedWithinTheAnswer:
                try await peer.send("HTTP/1.1 201 CREATED\r\nContent-Le")
                try await peer.close()
            }
        }
    }

    @Test(arguments: End.allCases)
    func `a second request that was read is not sent again`(_ end: End) async throws {
        let log = WireLog()
        let script: RawServer.Script = { number, _, peer in
            if number == 2 { try await end(peer) } else { try await peer.answer("201 CREATED", Self.handle) }
        }
        let outcomes = try await RawServer.run(log, script: script) { server in
            let service = try Registering.service(server.url)
            let first = await Registering.register("first", on: service)
            let second = await Registering.register("second", on: service)
            await service.shutdown()
            return (first, second)
        }
        #expect(try outcomes.0.get().username == "ann")
        guard case .failure(.outcomeUnknown) = outcomes.1 else {
            Issue.record("\(outcomes.1)")
            return
        }
        #expect(log.requests.count == 2)
        #expect(log.connections == 1)
    }

    @Test(arguments: [true, false])
    func `a request that races with the end of an idle connection is seen at most once`(
        _ isOrderly: Bool
    ) async throws {
        let log = WireLog()
        let script: RawServer.Script = { number, _, peer in
            try await peer.answer("201 CREATED", Self.handle)
            if isOrderly { try await peer.close() } else { try await peer.reset() }
        }
        let rounds = 200
        let outcomes = try await RawServer.run(log, script: script) { server in
            let service = try Registering.service(server.url)
            var outcomes: [Result<User, ServiceError>] = []
            for round in 0..<rounds { outcomes.append(await Registering.register("user-\(round)", on: service)) }
            await service.shutdown()
            return outcomes
        }
        let seen = Dictionary(grouping: try log.requests.map { try JSONValue($0.body) }, by: \.self)
        for (round, outcome) in outcomes.enumerated() {
            let body: JSONValue = ["username": .text("user-\(round)"), "password": "pw", "verify": false]
            let count = seen[body]?.count ?? 0
            switch outcome {
            case .success: #expect(count == 1)
            case .failure(let error): #expect(count <= 1 && error.isUnknown, "\(error)")
            }
        }
    }

    @Test func `an answer that nobody asked for is never taken for the next one`() async throws {
        let log = WireLog()
        let script: RawServer.Script = { number, _, peer in
            let stray = #"{"id": "stray", "username": "stray"}"#
            let answer = "HTTP/1.1 201 CREATED\r\nContent-Length: \(Self.handle.utf8.count)\r\n\r\n\(Self.handle)"
            let second = "HTTP/1.1 201 CREATED\r\nContent-Length: \(stray.utf8.count)\r\n\r\n\(stray)"
            try await peer.send(number == 1 ? answer + second : answer)
        }
        let outcomes = try await RawServer.run(log, script: script) { server in
            let service = try Registering.service(server.url)
            let outcomes = (
                await Registering.register("first", on: service), await Registering.register("second", on: service)
            )
            await service.shutdown()
            return outcomes
        }
        for outcome in [outcomes.0, outcomes.1] {
            switch outcome {
            case .success(let user): #expect(user.id.rawValue == "a1")
            case .failure(let error): #expect(error.isUnknown, "\(error)")
            }
        }
        #expect(log.requests.count <= 2)
    }

    @Test func `connections are shared up to their number, and every request is seen once`() async throws {
        let log = WireLog()
        try await RawServer.run(log, script: CannedFlowServ.answer) { server in
            var settings = ConnectionSettings()
            settings.connections = 4
            settings.idleTimeout = .seconds(60)
            // One connection that does not come about in time fails all requests that wait for any of them, as if
            // none came about; so nothing but the limit of the suite may end the wait on a busy machine.
            settings.timeout = .seconds(600)
            settings.connectTimeout = .seconds(300)
            let service = try RemoteUserService(
                descriptor: ServiceDescriptor(address: try ServerAddress(server.url)), settings: settings)
            await withTaskGroup { group in
                for number in 0..<100 {
                    group.addTask {
                        let outcome = await Registering.register("user-\(number)", on: service)
                        if case .failure(let error) = outcome { Issue.record("user-\(number): \(error)") }
                    }
                }
            }
            await service.shutdown()
        }
        #expect(log.connections <= 4)
        #expect(log.requests.count == 100)
        #expect(Set(log.requests.map(\.body)).count == 100)
    }
}
