import FlowServ
import GRDB
import Sandbox
import Synchronization
import TestSupport
import Testing

@testable import Provisioning

/// What is on the disk when, and what it costs.
struct DurabilityTests {
    private let directory: TemporaryDirectory
    private let watch = TransactionWatch()
    private let journal: Journal

    init() throws {
        directory = try TemporaryDirectory()
        journal = try Journal(path: directory.file("journal.sqlite"), probe: watch.probe)
    }

    private static let names = (100..<300).map { "user\($0)" }

    private func scenario(concurrency: Int) throws -> Scenario {
        var scenario = try Scenario(journal: journal)
        scenario.settings.concurrency = concurrency
        return scenario
    }

    /// The names whose registers may be in flight, as the journal has it.
    private static func registering(_ journal: Journal) -> Set<String> {
        let names = try? journal.read {
            try String.fetchSet($0, sql: "SELECT username FROM action_in_words WHERE state = 'registering'")
        }
        return names ?? []
    }

    @Test func `a commit is on the disk when it returns`() throws {
        let (mode, synchronous) = try journal.read { database in
            (
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(database, sql: "PRAGMA synchronous")
            )
        }
        #expect(mode == "wal")
        #expect(synchronous == 2, "2 is FULL")
    }

    @Test func `no intent is committed ahead of its request`() async throws {
        let scenario = try scenario(concurrency: 1)
        let run = try scenario.begin(Array(Self.names.prefix(30)))
        let journal = journal
        let service = WatchedService(service: try await scenario.service()) { name in
            #expect(Self.registering(journal) == [name])
        }
        let conclusion = try await scenario.carryOut(run, with: service)
        #expect(conclusion.report.status == .completed)
    }

    @Test func `never are more registers under way in the journal than may be in flight`() async throws {
        let scenario = try scenario(concurrency: 8)
        let run = try scenario.begin(Self.names)
        let most = Mutex(0)
        let journal = journal
        watch.after {
            let now = Self.registering(journal).count
            most.withLock { $0 = max($0, now) }
        }
        let service = WatchedService(service: try await scenario.service()) { name in
            #expect(Self.registering(journal).contains(name))
        }
        try await scenario.carryOut(run, with: service)
        #expect((1...8).contains(most.withLock { $0 }))
        #expect(await scenario.accounts() == Self.names)
    }

    @Test func `requests that wait together share a commit`() async throws {
        let scenario = try scenario(concurrency: 8)
        let run = try scenario.begin(Self.names)
        watch.reset()
        try await scenario.carryOut(run)
        let changes = 2 * Self.names.count
        print("group commit: \(changes) changes of \(Self.names.count) actions in \(watch.count) transactions")
        #expect(watch.count < changes)
        #expect(try journal.actions(of: run.id).allSatisfy { $0.attempts == 1 && !$0.isOpen })
    }

    @Test func `an outcome is on the disk before anybody hears of it`() async throws {
        let scenario = try scenario(concurrency: 8)
        let run = try scenario.begin(Array(Self.names.prefix(40)))
        await scenario.backend.inject(
            Fault(.register, username: "user103", .closeAfter),
            Fault(.register, username: "user104", .statusBefore(400, message: "no")))
        let journal = journal
        scenario.events.watch { event in
            switch event {
            case .finished(let action), .deferred(let action):
                let held = try? journal.actions(of: run.id).first { $0.username == action.username }?.state
                #expect(held == action.state)
            default: break
            }
        }
        try await scenario.carryOut(run)
        #expect(scenario.events.finished.count == 40)
    }
}
