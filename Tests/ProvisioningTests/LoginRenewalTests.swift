import Accounts
import FlowServ
import Sandbox
import Testing

@testable import Provisioning

/// A token that dies in the middle of a run: only the listing needs one.
struct LoginRenewalTests {
    private let names = (10..<40).map { "user\($0)" }

    /// flowServ asks for no login there, so it is one request that somebody did not like.
    @Test(arguments: [401, 403])
    func `a register that is refused as if it needed a login is that account's own trouble`(status: Int) async throws
    {
        let scenario = try Scenario()
        await scenario.backend.inject(
            Fault(.register, username: "user13", times: nil, .statusBefore(status, message: "not logged in")))
        let logins = Counter()
        let conclusion = try await scenario.carryOut(scenario.begin(names)) { () async throws(ServiceError) in
            logins.countUp()
        }
        #expect(conclusion.stop == nil)
        #expect(conclusion.report.status == .partial)
        #expect(conclusion.report.summary.succeeded == names.count - 1)
        #expect(conclusion.report.accounts.filter { $0.outcome == .failed }.map(\.username.text) == ["user13"])
        #expect(logins.value == 0)
    }

    @Test func `a token that dies before the last listing is renewed`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.list, .statusBefore(403, message: "not logged in")))
        let logins = Counter()
        let conclusion = try await scenario.carryOut(scenario.begin(names)) { () async throws(ServiceError) in
            logins.countUp()
        }
        #expect(conclusion.report.status == .completed)
        #expect(conclusion.report.verification?.differences == [])
        #expect(logins.value == 1)
        #expect(scenario.events.all.count { $0 == .loggedInAgain } == 1)
    }

    @Test func `without a way to log in the listing stops the run, which can be resumed`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.list, times: nil, .statusBefore(403, message: "not logged in")))
        let run = try scenario.begin(names)
        let refused = try await scenario.carryOut(run)
        #expect(refused.stop == .notLoggedIn(reason: "not logged in"))
        #expect(refused.report.summary.succeeded == names.count)
        #expect(await scenario.accounts() == names)
    }

    @Test func `a login that fails is not tried again`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(Fault(.list, times: nil, .statusBefore(403, message: "not logged in")))
        let attempts = Counter()
        let conclusion = try await scenario.carryOut(scenario.begin(names)) { () async throws(ServiceError) in
            attempts.countUp()
            throw .unknownObject(message: "unknown user 'admin'")
        }
        #expect(conclusion.stop == .notLoggedIn(reason: "the new login was refused: unknown user 'admin'"))
        #expect(attempts.value == 1)
    }
}
