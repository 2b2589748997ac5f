import Accounts
import FlowServ
import Roster
import Sandbox
import Testing

@testable import Provisioning

/// How an unfinished run goes on, row by row, and how another takes it over.
struct ResumptionTests {
    private let rows = ["alice", "bob", "carol", "dave", "erin", "frank"]

    /// alice is active, bob's answer was lost and the rest is still planned.
    private func unfinished() async throws -> (scenario: Scenario, run: RunRecord) {
        var scenario = try Scenario()
        scenario.settings.concurrency = 1
        let run = try await scenario.begin(applying: rows)
        let stop = scenario.stop
        let server = try await scenario.service()
        let service = WatchedService(service: server) { (name) async throws(ServiceError) in
            guard name == "bob" else { return }
            _ = try await server.registerUser(name, password: Secret("pw of bob"), as: .active)
            stop.raise(.interrupted(signal: 2))
            throw .outcomeUnknown(.init(reason: "no answer in time"))
        }
        let cut = try await scenario.carryOut(run, with: service)
        #expect(
            cut.report.accounts.map(\.outcome)
                == [.succeeded, .unknown, .remaining, .remaining, .remaining, .remaining])
        return (scenario, run)
    }

    @Test func `unchanged rows go on, changed and missing ones are skipped with the reason`() async throws {
        let (scenario, run) = try await unfinished()
        let resumed = try await scenario.resume(run, ["alice", "bob", "carol pending", "erin", "frank", "grace"])
        let accounts = resumed.report.accounts
        #expect(accounts.map(\.username) == ["alice", "bob", "carol", "dave", "erin", "frank"])
        #expect(
            accounts.map(\.outcome)
                == [.succeeded, .succeeded, .skipped, .skipped, .succeeded, .succeeded])
        #expect(accounts[2].error == "its row wants it pending now; the plan wanted it active")
        #expect(accounts[3].error == "its row is no longer in the roster")
        #expect(await scenario.accounts() == ["alice", "bob", "erin", "frank"])
        #expect(await scenario.backend.registers(of: "bob").count == 1)
    }

    @Test func `a row without a password any more is skipped`() async throws {
        let (scenario, run) = try await unfinished()
        let roster = RosterReader(options: RosterOptions()).read(
            bytes: "username,password\nalice,\nbob,\ncarol,\ndave,pw\n".utf8, named: "team.csv")
        let process = try Scenario(continuing: scenario)
        let listing = try await process.service().listUsers(query: nil)
        _ = try Resumption(journal: scenario.journal, run: run).begin(roster: roster, listing: ListingIndex(listing))
        let actions = try scenario.journal.actions(of: run.id)
        #expect(actions[2].state == .skipped("its row no longer has a password"))
        #expect(actions[3].state == .planned)
        #expect(actions[1].state == .unknown)
    }

    @Test func `who was listed meanwhile is done, and the listing overrules the roster`() async throws {
        let (scenario, run) = try await unfinished()
        let carol = try #require(await scenario.backend.addAccount("carol", password: "theirs"))
        await scenario.backend.addAccount("dave", password: "theirs")
        let resumed = try await scenario.resume(run, ["alice", "bob", "carol", "erin", "frank"])
        #expect(resumed.report.status == .completed)
        #expect(resumed.report.accounts[2].userID == carol.id)
        #expect(await scenario.backend.registers().map(\.username).sorted() == ["alice", "bob", "erin", "frank"])
    }

    @Test func `an unknown outcome is settled even when its row has gone`() async throws {
        let (scenario, run) = try await unfinished()
        let resumed = try await scenario.resume(run, ["alice"])
        #expect(resumed.report.accounts[1].outcome == .succeeded)
        #expect(resumed.report.accounts.dropFirst(2).allSatisfy { $0.outcome == .skipped })
    }

    @Test func `an unknown outcome is settled only when its time has passed`() async throws {
        let (scenario, run) = try await unfinished()
        let start = scenario.time.now
        let process = try Scenario(continuing: scenario)
        let time = scenario.time
        let service = WatchedService(service: try await process.service()) { route, name in
            if route == .list || name == "bob" { #expect(time.now - start >= process.settings.settleTime) }
        }
        let resumed = try Resumption(journal: scenario.journal, run: run)
            .begin(roster: Scenario.roster(rows), listing: ListingIndex([]))
        #expect(try await process.carryOut(resumed, with: service).report.status == .completed)
    }

    @Test func `the day of the plan stays the day of the run`() async throws {
        let (scenario, run) = try await unfinished()
        // It was active on the day of the plan, whatever day it is now.
        let bytes = "username,password,activate_on\n" + rows.map { "\($0),pw,2026-03-10\n" }.joined()
        let roster = RosterReader(options: RosterOptions()).read(bytes: bytes.utf8, named: "team.csv")
        _ = try Resumption(journal: scenario.journal, run: run).begin(roster: roster, listing: ListingIndex([]))
        #expect(try scenario.journal.actions(of: run.id).allSatisfy { $0.state.reason == nil })
    }

    @Test func `a new run takes over: the unsent is planned anew, the sent is settled`() async throws {
        let (scenario, run) = try await unfinished()
        let taken = try await scenario.apply(["alice", "bob", "carole", "dave pending"])
        #expect(taken.report.status == .completed)
        #expect(taken.report.accounts.map(\.username) == ["carole", "dave"])
        #expect(await scenario.accounts() == ["alice", "bob", "carole", "dave (pending)"])
        let old = try scenario.journal.actions(of: run.id)
        #expect(try scenario.journal.run(run.id).status == .superseded)
        #expect(old.dropFirst(2).allSatisfy { $0.state == .skipped("superseded by a later run") })
        #expect(await scenario.backend.registers(of: "carol").isEmpty)
        #expect(await scenario.backend.registers(of: "bob").count == 1)
    }

    @Test func `a new run settles what the old one sent and the listing does not show`() async throws {
        let (scenario, _) = try await unfinished()
        await scenario.backend.removeAccounts(named: "bob")
        let taken = try await scenario.apply(rows)
        #expect(taken.report.status == .completed)
        #expect(taken.report.accounts.first { $0.username == "bob" }?.action == .settle)
        #expect(await scenario.accounts() == rows)
    }
}
