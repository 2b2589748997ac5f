import FlowServ
import Sandbox
import Synchronization
import Testing

@testable import Provisioning

/// A token that dies in the middle of a run.
struct LoginRenewalTests {
    private let names = (10..<40).map { "user\($0)" }
    private static let refusal = ServiceError.notLoggedIn(message: "not logged in")

    /// Refuses everybody until a login was made; the first four are refused together.
    private func forgetful(_ scenario: Scenario, _ logins: Counter) async throws -> WatchedService {
        let together = Gathering(of: 4)
        return WatchedService(service: try await scenario.service()) { (route, _) async throws(ServiceError) in
            guard route == .register, logins.value == 0 else { return }
            await together.join()
            throw Self.refusal
        }
    }

    @Test func `one login serves all requests that were refused together`() async throws {
        let scenario = try Scenario()
        let logins = Counter()
        let conclusion = try await scenario.carryOut(
            scenario.begin(names), with: forgetful(scenario, logins)
        ) { () async throws(ServiceError) in logins.countUp() }
        #expect(conclusion.report.status == .completed)
        #expect(logins.value == 1)
        #expect(scenario.events.all.count { $0 == .loggedInAgain } == 1)
        #expect(await scenario.accounts() == names)
        #expect(conclusion.report.accounts.map(\.attempts).reduce(0, +) == names.count + 4)
    }

    @Test func `without a way to log in the run stops and can be resumed`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(
            Fault(.register, username: "user13", .statusBefore(403, message: "not logged in")))
        let run = try scenario.begin(names)
        let refused = try await scenario.carryOut(run)
        #expect(refused.stop == .notLoggedIn(reason: "not logged in"))
        #expect(refused.report.status == .interrupted)
        #expect(refused.report.summary.unknown == 0)
        #expect(refused.report.accounts.first { $0.username.text == "user13" }?.outcome == .remaining)
        #expect(try await scenario.resume(run, names).report.status == .completed)
        #expect(await scenario.accounts() == names)
    }

    @Test func `a login that does not help stops the run`() async throws {
        let scenario = try Scenario()
        let logins = Counter()
        let together = Gathering(of: 4)
        let service = WatchedService(service: try await scenario.service()) {
            (route, _) async throws(ServiceError) in
            guard route == .register else { return }
            await together.join()
            throw Self.refusal
        }
        let conclusion = try await scenario.carryOut(scenario.begin(names), with: service) {
            () async throws(ServiceError) in logins.countUp()
        }
        #expect(conclusion.stop == .notLoggedIn(reason: "not logged in"))
        #expect(logins.value == 1)
        #expect(conclusion.report.summary.remaining == names.count)
    }

    @Test(arguments: [
        (
            ServiceError.unknownObject(message: "unknown user"),
            ExecutionStop.notLoggedIn(reason: "the new login was refused: unknown user")
        ),
        (
            .refusedBeforeProcessing(.init(reason: "no connection")),
            .serverUnreachable(reason: "no new login: not processed: no connection")
        ),
    ])
    func `a login that fails is not tried again and stops the run`(
        failure: ServiceError, stop: ExecutionStop
    ) async throws {
        let scenario = try Scenario()
        let logins = Counter()
        let attempts = Counter()
        let conclusion = try await scenario.carryOut(
            scenario.begin(names), with: forgetful(scenario, logins)
        ) { () async throws(ServiceError) in
            attempts.countUp()
            throw failure
        }
        #expect(conclusion.stop == stop)
        #expect(attempts.value == 1)
        #expect(conclusion.report.summary.remaining == names.count)
    }

    @Test func `requests that are refused after the login has failed do not log in again`() async {
        let attempts = Counter()
        let failure = ServiceError.unknownObject(message: "unknown user")
        let renewal = LoginRenewal { () async throws(ServiceError) in
            attempts.countUp()
            throw failure
        }
        for _ in 0..<3 {
            await #expect(throws: failure) { try await renewal.renew(since: 0, after: Self.refusal) }
        }
        #expect(attempts.value == 1)
    }

    @Test func `a request that left before the login needs no other one`() async throws {
        let attempts = Counter()
        let renewal = LoginRenewal { () async throws(ServiceError) in attempts.countUp() }
        #expect(try await renewal.renew(since: 0, after: Self.refusal))
        #expect(await renewal.count == 1)
        #expect(try await renewal.renew(since: 0, after: Self.refusal) == false)
        #expect(try await renewal.renew(since: 1, after: Self.refusal))
        #expect(attempts.value == 2)
    }

    @Test func `a token that dies before the last listing is renewed too`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.list, .statusBefore(403, message: "not logged in")))
        let logins = Counter()
        let conclusion = try await scenario.carryOut(scenario.begin(names)) { () async throws(ServiceError) in
            logins.countUp()
        }
        #expect(conclusion.report.status == .completed)
        #expect(conclusion.report.verification?.differences == [])
        #expect(logins.value == 1)
    }
}

/// Lets nobody on before so many have come; those that come later do not wait.
private final class Gathering: Sendable {
    private let state: Mutex<(missing: Int, waiting: [CheckedContinuation<Void, Never>])>

    init(of number: Int) {
        state = Mutex((number, []))
    }

    func join() async {
        await withCheckedContinuation { continuation in
            let free = state.withLock { state in
                state.missing -= 1
                state.waiting.append(continuation)
                guard state.missing <= 0 else { return [CheckedContinuation<Void, Never>]() }
                defer { state.waiting = [] }
                return state.waiting
            }
            for one in free { one.resume() }
        }
    }
}
