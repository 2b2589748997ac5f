import Accounts
import FlowServ
import Roster
import Sandbox
import Testing

@testable import Provisioning

/// How often and when something is sent again.
struct RetryingTests {
    @Test(arguments: [(0.0, [0, 0, 0, 0]), (0.5, [100, 200, 400, 800]), (0.999, [199.8, 399.6, 799.2, 1598.4])])
    func `the waits between attempts grow, and chance takes any part of them`(
        jitter: Double, waits: [Double]
    ) async throws {
        var scenario = try Scenario()
        scenario.timekeeper.jitter = { jitter }
        await scenario.backend.inject(Fault(.register, times: 4, .statusBefore(429)))
        let conclusion = try await scenario.carryOut(scenario.begin(["user13"]))
        #expect(conclusion.report.status == .completed)
        let arrivals = await scenario.backend.registers().map(\.arrived)
        let gaps = zip(arrivals.dropFirst(), arrivals).map { ($0 - $1) / .milliseconds(1) }
        #expect(gaps.count == waits.count)
        for (gap, wait) in zip(gaps, waits) { #expect(abs(gap - wait) < 0.01) }
    }

    private static let names = (100..<300).map { "user\($0)" }

    @Test func `an account that is refused while others succeed is left to the next run`() async throws {
        var scenario = try Scenario()
        scenario.settings.retries = 2
        await scenario.backend.inject(Fault(.register, username: "user105", times: nil, .statusBefore(429)))
        let conclusion = try await scenario.carryOut(scenario.begin(Self.names))
        #expect(conclusion.stop == nil)
        #expect(conclusion.report.status == .partial)
        #expect(conclusion.report.summary.succeeded == 199)
        let account = try #require(conclusion.report.accounts.first { $0.outcome == .skipped })
        #expect(account.username.text == "user105")
        #expect(account.error?.contains("given up after \(account.attempts) attempts") ?? false)
        #expect(account.attempts >= 3)
        await scenario.backend.clearFaults()
        #expect(try await scenario.apply(Self.names).report.status == .completed)
        #expect(await scenario.accounts() == Self.names)
    }

    @Test func `an activation that is lost over and over stays unknown and the next run repeats it`() async throws {
        let scenario = try Scenario()
        try await scenario.carryOut(scenario.begin(Self.names, wanted: .pending))
        let id = try #require(await scenario.backend.accounts().first { $0.username == "user105" }?.id)
        var process = try Scenario(continuing: scenario)
        process.settings.retries = 2
        let service = WatchedService(service: try await process.service()) {
            (route, name) async throws(ServiceError) in
            if route == .activate, name == id { throw .outcomeUnknown(.init(reason: "no answer in time")) }
        }
        let conclusion = try await process.carryOut(
            process.begin(Self.names, kind: .activate), with: service)
        #expect(conclusion.stop == nil)
        #expect(conclusion.report.status == .partial)
        #expect(conclusion.report.summary.succeeded == 199)
        let account = try #require(conclusion.report.accounts.first { $0.outcome == .unknown })
        #expect(account.username.text == "user105" && account.error?.contains("no answer in time") ?? false)
        #expect(try await scenario.apply(Self.names).report.status == .completed)
        #expect(await scenario.accounts() == Self.names)
    }

    @Test func `an activation that is refused over and over keeps its id`() async throws {
        let scenario = try Scenario()
        try await scenario.carryOut(scenario.begin(Self.names, wanted: .pending))
        let id = try #require(await scenario.backend.accounts().first { $0.username == "user105" }?.id)
        let process = try Scenario(continuing: scenario)
        let service = WatchedService(service: try await process.service()) {
            (route, name) async throws(ServiceError) in
            if route == .activate, name == id { throw .refusedBeforeProcessing(.init(reason: "busy", status: 429)) }
        }
        let conclusion = try await process.carryOut(
            process.begin(Self.names, kind: .activate), with: service)
        #expect(conclusion.report.summary.skipped == 1)
        #expect(try scenario.journal.knowledge(of: AccountName("user105")) == .pending(UserID(rawValue: id)))
        #expect(try await scenario.apply(Self.names).report.status == .completed)
    }
}
