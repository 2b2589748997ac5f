import Accounts
import FlowServ
import Foundation
import GRDB
import Roster
import Sandbox
import TestSupport
import Testing

@testable import Provisioning

/// A journal that fails in the middle of a run: sending stops, what is in flight ends, and nothing is lost.
struct JournalFailureTests {
    private let names = (10..<22).map { "user\($0)" }
    private let directory: TemporaryDirectory
    private let path: String
    private let watch = TransactionWatch()
    private let scenario: Scenario

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("journal.sqlite")
        scenario = try Scenario(journal: try Journal(path: path, probe: watch.probe))
    }

    /// Every account on the server is in the journal or was told to whoever looks on, with its id.
    private func expectNoIDLost(_ comment: Comment) async throws {
        let told = Dictionary(
            scenario.events.unrecorded.map { ($0.username.text, $0.answer.userID) },
            uniquingKeysWith: { first, _ in first })
        let knowledge = try scenario.journal.knowledge()
        for account in await scenario.backend.accounts() where account.username != "admin" {
            let id = UserID(rawValue: account.id)
            let known = knowledge[AccountName(account.username)]
            #expect(known == .active(id) || known == .pending(id) || told[account.username] == id, comment)
        }
    }

    @Test(arguments: 0..<24, [false, true])
    func `at whichever commit the disk is full, the run stops and the next one finishes it`(
        number: Int, isForGood: Bool
    ) async throws {
        let run = try scenario.begin(names)
        watch.reset()
        watch.fail(number..<(isForGood ? Int.max : number + 1))
        let conclusion = try await scenario.carryOut(run)
        let isReached = watch.count > number
        #expect(conclusion.stop == (isReached ? .journal(.writeFailed(path: path, reason: "no space is left")) : nil))
        let sent = await scenario.backend.registers().count
        #expect(sent <= conclusion.report.accounts.map(\.attempts).reduce(0, +))
        try await expectNoIDLost("commit \(number)")

        watch.reset()
        let resumed = try await scenario.resume(run, names)
        #expect(resumed.report.summary.succeeded == names.count)
        #expect(await scenario.accounts() == names)
        #expect(await scenario.backend.registers().count == names.count)
    }

    @Test func `the ids of pending accounts that the journal could not take down are told`() async throws {
        let run = try scenario.begin(names, wanted: .pending)
        let watch = watch
        // The first intent is on the disk, and its answer will not be.
        let service = WatchedService(service: try await scenario.service()) { _ in watch.fail(0..<Int.max) }
        let conclusion = try await scenario.carryOut(run, with: service)
        #expect(conclusion.stop == .journal(.writeFailed(path: path, reason: "no space is left")))
        #expect(conclusion.report.status == .interrupted)
        #expect(!scenario.events.unrecorded.isEmpty)
        try await expectNoIDLost("pending")
    }

    @Test func `a commit that finds the journal damaged stops the run with a remedy`() async throws {
        let run = try scenario.begin(names)
        watch.reset()
        watch.fail(2..<3, with: DatabaseError(resultCode: .SQLITE_CORRUPT, message: "malformed"))
        let conclusion = try await scenario.carryOut(run)
        #expect(conclusion.stop == .journal(.broken(path: path, reason: "malformed")))
        try await expectNoIDLost("damaged")
    }

    @Test func `a disk that fills up for real stops the run resumably`() async throws {
        let many = (1000..<2000).map { "user-with-a-rather-long-name-\($0)@faculty.example.org" }
        let run = try scenario.begin(many)
        try await scenario.journal.database.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
        }
        let conclusion = try await scenario.carryOut(run)
        #expect(conclusion.stop == .journal(.writeFailed(path: path, reason: "database or disk is full")))
        #expect(conclusion.report.summary.succeeded > 0 && conclusion.report.summary.remaining > 0)
        try await expectNoIDLost("full")
        try await scenario.journal.database.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA max_page_count = 1000000")
        }
        let resumed = try await scenario.resume(run, many)
        #expect(resumed.report.status == .completed)
        #expect(await scenario.backend.registers().count == many.count)
    }

    @Test func `a journal that is damaged in the middle of a run stops it with a remedy`() async throws {
        let run = try scenario.begin((100..<300).map { "user\($0)" })
        let journal = scenario.journal
        watch.reset()
        let commits = Counter()
        watch.before { [path] in
            guard commits.countUp() == 10 else { return }
            try journal.database.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                try database.execute(sql: "PRAGMA shrink_memory")
            }
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            let size = try file.seekToEnd()
            try file.seek(toOffset: 4096)
            try file.write(contentsOf: Data(repeating: 0x5A, count: Int(size) - 4096))
            try file.close()
        }
        // Not even the report can be read any more.
        let error = await #expect(throws: JournalError.self) { try await scenario.carryOut(run) }
        guard case .broken? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let reached = await scenario.backend.registers().count
        #expect(reached < 200 && reached > 0)
    }
}

extension ActionEvent {
    fileprivate var userID: UserID? {
        switch self {
        case .createdActive(let id), .createdPending(let id): id
        default: nil
        }
    }
}
