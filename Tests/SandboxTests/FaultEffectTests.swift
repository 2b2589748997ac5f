import Accounts
import FlowServ
import Sandbox
import Testing

/// Each fault is the same to a caller in memory as to our client over the wire.
struct FaultEffectTests {
    private static let answers: [(effect: FaultEffect, error: ServiceError?)] = [
        (.closeBefore, .outcomeUnknown(.init(reason: closed))),
        (.closeAfter, .outcomeUnknown(.init(reason: closed))),
        (.late(.seconds(40)), .outcomeUnknown(.init(reason: closed))),
        (.cutOff, .outcomeUnknown(.init(reason: closed, status: 201))),
        (.garbage, .foreignAnswer(ForeignAnswer(status: 201, content: .page))),
        (.redirect(to: "http://127.0.0.1:1/y"), .redirected(status: 307, target: "http://127.0.0.1:1/y")),
        (.trickle(every: .zero), nil),
        (.answerThenClose, nil),
        (.delay(.zero), nil),
    ]

    private static let statuses: [(status: Int, message: String?, retryAfter: String?, error: ServiceError)] = [
        (200, "fine", nil, .foreignAnswer(ForeignAnswer(status: 200, content: .otherJSON))),
        (400, "odd", nil, .rejected(status: 400, message: "odd")),
        (400, nil, nil, .foreignAnswer(ForeignAnswer(status: 400, content: .page))),
        (401, nil, nil, .foreignAnswer(ForeignAnswer(status: 401, content: .page))),
        (403, "not here", nil, .notLoggedIn(message: "not here")),
        (404, nil, nil, .foreignAnswer(ForeignAnswer(status: 404, content: .page))),
        (404, "no Route matched", nil, .foreignAnswer(ForeignAnswer(status: 404, content: .otherJSON))),
        (404, "unknown user 'ann'", nil, .unknownObject(message: "unknown user 'ann'")),
        (408, nil, "1", .foreignAnswer(ForeignAnswer(status: 408, content: .page, retryAfter: .seconds(1)))),
        (422, "no", nil, .rejected(status: 422, message: "no")),
        (422, "no", "9", .foreignAnswer(ForeignAnswer(status: 422, content: .otherJSON, retryAfter: .seconds(9)))),
        (
            429, "slow down", "7",
            .refusedBeforeProcessing(
                .init(reason: "the server is busy (429)", status: 429, retryAfter: .seconds(7)))
        ),
        (500, nil, nil, .outcomeUnknown(.init(reason: "HTTP 500", status: 500))),
        (502, "gone", nil, .outcomeUnknown(.init(reason: "502: gone", status: 502))),
        (503, nil, "30", .outcomeUnknown(.init(reason: "HTTP 503", status: 503, retryAfter: .seconds(30)))),
        (504, nil, "soon", .outcomeUnknown(.init(reason: "HTTP 504", status: 504))),
    ]

    private static let closed = "the connection was closed before the answer was complete"

    @Test(arguments: Wire.allCases, answers)
    func `an effect has one outcome in memory and on the wire`(
        wire: Wire, row: (effect: FaultEffect, error: ServiceError?)
    ) async throws {
        try await expect(row.error, from: row.effect, over: wire)
    }

    @Test(arguments: Wire.allCases, statuses)
    func `a status instead of the call is one error in memory and on the wire`(
        wire: Wire, row: (status: Int, message: String?, retryAfter: String?, error: ServiceError)
    ) async throws {
        let effect = FaultEffect.statusBefore(row.status, message: row.message, retryAfter: row.retryAfter)
        try await expect(row.error, from: effect, over: wire)
    }

    @Test(arguments: Wire.allCases, statuses)
    func `a status after the call is the same error with the account made`(
        wire: Wire, row: (status: Int, message: String?, retryAfter: String?, error: ServiceError)
    ) async throws {
        let effect = FaultEffect.statusAfter(row.status, message: row.message, retryAfter: row.retryAfter)
        try await expect(row.error, from: effect, over: wire)
    }

    private static let quoting: [(effect: FaultEffect, error: ServiceError)] = [
        (.statusBefore(403, message: "no session of t0ken-1234"), .notLoggedIn(message: "no session of [redacted]")),
        (.statusBefore(400, message: "bad: T0KEN-1234"), .rejected(status: 400, message: "bad: [redacted]")),
        (
            .statusBefore(502, message: "api-key=t0ken-1234"),
            .outcomeUnknown(.init(reason: "502: api-key=[redacted]", status: 502))
        ),
        (.redirect(to: "http://x/t0ken-1234/"), .redirected(status: 307, target: "http://x/[redacted]/")),
    ]

    @Test(arguments: Wire.allCases, quoting)
    func `an answer that quotes the token that was given is shown without it`(
        wire: Wire, row: (effect: FaultEffect, error: ServiceError)
    ) async throws {
        let token = AccessToken("t0ken-1234")
        try await wire.serve { client, backend in
            // A 403 of the call over HTTP is followed by another try with the other header.
            await backend.inject(
                Fault(.whoami, times: nil, row.effect), Fault(.logout, times: nil, row.effect))
            await #expect(throws: row.error) { try await client.whoamiUser(token) }
            await #expect(throws: row.error) { try await client.logoutUser(token) }
        }
    }

    @Test(arguments: Wire.allCases, [Route.whoami, .logout, .list])
    func `an answer that quotes the token in use is shown without it`(wire: Wire, route: Route) async throws {
        try await wire.serve { client, backend in
            await backend.addAccount("ann", password: "x")
            let token = try await client.loginUser("ann", password: Secret("x")).token.reveal()
            await backend.inject(Fault(route, times: nil, .statusBefore(400, message: "bad token \(token)")))
            await #expect(throws: ServiceError.rejected(status: 400, message: "bad token [redacted]")) {
                switch route {
                case .whoami: _ = try await client.whoamiUser()
                case .logout: _ = try await client.logoutUser()
                default: _ = try await client.listUsers(query: nil)
                }
            }
        }
    }

    private static let slow = [FaultEffect.delay(.seconds(3600)), .trickle(every: .seconds(3600))]

    @Test(arguments: Wire.allCases, slow)
    func `an answer that takes too long is an unknown outcome`(wire: Wire, effect: FaultEffect) async throws {
        let backend = SandboxBackend(clock: ManualTime().clock(wire))
        try await wire.serve(backend, timeout: .seconds(3)) { client, backend in
            await backend.inject(Fault(.register, effect))
            let error = await #expect(throws: ServiceError.self) {
                try await client.registerUser("ann", password: Secret("x"), as: .active)
            }
            #expect(error?.description == "outcome unknown: no answer in time")
        }
    }

    /// Of a slow answer the status is known before the client gives up.
    @Test(arguments: zip(slow, [nil, 201]))
    func `a call whose client gave up waiting is carried out`(effect: FaultEffect, status: Int?) async throws {
        let time = ManualTime()
        let backend = SandboxBackend(clock: time.clock(.memory))
        await backend.inject(Fault(.register, effect))
        await #expect(throws: ServiceError.outcomeUnknown(.init(reason: "no answer in time", status: status))) {
            try await InMemoryUserService(backend).registerUser("ann", password: Secret("x"), as: .active)
        }
        time.advance(by: .seconds(3600))
        #expect(await backend.accounts().map(\.username) == ["ann"])
    }

    @Test(arguments: Wire.allCases)
    func `a late call is carried out when its time has come`(wire: Wire) async throws {
        let time = ManualTime()
        try await wire.serve(SandboxBackend(clock: time.clock(wire))) { client, backend in
            await backend.inject(Fault(.register, .late(.seconds(40))))
            await #expect(throws: ServiceError.outcomeUnknown(.init(reason: Self.closed))) {
                try await client.registerUser("ann", password: Secret("x"), as: .active)
            }
            time.advance(by: .seconds(39))
            #expect(await backend.accounts() == [])
            time.advance(by: .seconds(1))
            #expect(await backend.accounts().map(\.username) == ["ann"])
            #expect(await backend.registers().first?.finished == .seconds(40))
        }
    }

    @Test func `a server that is gone is a call not processed in memory and on the wire`() async throws {
        let backend = SandboxBackend()
        await backend.setReachable(false)
        let server = try await SandboxServer.start()
        await server.stop()
        let remote = try RemoteUserService(descriptor: .init(address: ServerAddress(server.url)))
        for client in [InMemoryUserService(backend), remote] as [any UserService] {
            let error = await #expect(throws: ServiceError.self) { try await client.listUsers(query: nil) }
            #expect(error?.description.hasPrefix("not processed: connection refused") == true)
        }
        await remote.shutdown()
    }

    private func expect(_ error: ServiceError?, from effect: FaultEffect, over wire: Wire) async throws {
        let time = ManualTime()
        try await wire.serve(SandboxBackend(clock: time.clock(wire))) { client, backend in
            await backend.inject(Fault(.register, effect))
            var outcome: ServiceError?
            do throws(ServiceError) {
                _ = try await client.registerUser("ann", password: Secret("x"), as: .active)
            } catch { outcome = error }
            #expect(outcome == error)
            time.advance(by: .seconds(40))
            #expect(await backend.accounts().count == (effect.carriesOut ? 1 : 0))
        }
    }
}
