import Accounts
import FlowServ
import Roster
import Sandbox
import Testing

@testable import Provisioning

struct RunTests {
    private let names = (10..<40).map { "user\($0)" }

    @Test func `everybody gets one account in the state that is wanted`() async throws {
        let scenario = try Scenario()
        let active = try await scenario.carryOut(scenario.begin(names))
        #expect(active.stop == nil)
        #expect(active.report.status == .completed)
        #expect(active.report.summary.succeeded == 30)
        let pending = try await scenario.carryOut(scenario.begin(["late1", "late2"], wanted: .pending))
        #expect(pending.report.status == .completed)
        #expect(await scenario.accounts() == ["late1 (pending)", "late2 (pending)"] + names)
        #expect(await scenario.backend.registers().count == 32)
    }

    @Test func `an intent is in the journal before its request leaves`() async throws {
        let scenario = try Scenario()
        let run = try scenario.begin(names)
        let journal = scenario.journal
        let watched = WatchedService(service: try await scenario.service()) { name in
            let known = try? journal.knowledge(of: AccountName(name))
            let state = try? journal.actions(of: run.id).first { $0.username.text == name }?.state
            #expect(known == .unknown)
            #expect(state == .registering)
        }
        let conclusion = try await scenario.carryOut(run, with: watched)
        #expect(conclusion.report.summary.succeeded == 30)
    }

    @Test func `nothing is reported that the journal does not hold`() async throws {
        let scenario = try Scenario()
        let run = try scenario.begin(names)
        let journal = scenario.journal
        scenario.events.watch { event in
            guard case .finished(let action) = event else { return }
            let held = try? journal.actions(of: run.id).first { $0.username == action.username }?.state
            #expect(held == action.state)
        }
        await scenario.backend.inject(Fault(.register, username: "user13", .statusBefore(400, message: "no")))
        try await scenario.carryOut(run)
        #expect(scenario.events.finished.count == 30)
    }

    @Test func `a name that somebody took is stranded at once`() async throws {
        let scenario = try Scenario()
        await scenario.backend.addAccount("user13", password: "theirs", active: false)
        let conclusion = try await scenario.carryOut(scenario.begin(names))
        #expect(conclusion.report.summary.stranded == 1)
        #expect(conclusion.report.accounts.first { $0.outcome == .stranded }?.error == "duplicate user 'user13'")
        #expect(conclusion.report.summary.succeeded == 29)
    }

    @Test func `what the server refuses is final and carries its words`() async throws {
        let scenario = try Scenario()
        await scenario.backend.inject(
            Fault(.register, username: "user13", times: nil, .statusBefore(400, message: "we do not like it")))
        let conclusion = try await scenario.carryOut(scenario.begin(names))
        let account = try #require(conclusion.report.accounts.first { $0.outcome == .failed })
        #expect(account.error == "we do not like it")
        #expect(account.httpStatus == 400)
        #expect(account.attempts == 1)
        #expect(conclusion.report.status == .partial)
    }
}
