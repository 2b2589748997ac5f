import Accounts
import FlowServ
import Foundation
import GRDB
import Roster
import Synchronization
import TestSupport
import Testing

@testable import Provisioning

/// What an account costs, counted and not timed: commits, requests, bytes on the disk.
struct EconomyTests {
    private let directory: TemporaryDirectory
    private let watch = TransactionWatch()
    private let journal: Journal

    init() throws {
        directory = try TemporaryDirectory()
        journal = try Journal(path: directory.file("journal.sqlite"), probe: watch.probe)
    }

    private static func names(_ count: Int) -> [String] {
        (1...count).map { String(format: "user%07d@example.org", $0) }
    }

    @Test(arguments: [(width: 1, most: 2.0), (width: 32, most: 0.99)])
    func `an account costs two commits alone and shares them in company`(width: Int, most: Double) async throws {
        var scenario = try Scenario(journal: journal)
        scenario.settings.concurrency = width
        scenario.settings.verifies = false
        let names = Self.names(400)
        let run = try scenario.begin(names)
        watch.reset()
        try await scenario.carryOut(run)
        // One is the end of the run.
        let commits = watch.count - 1
        print("\(width) in flight: \(Double(commits) / Double(names.count)) commits an account")
        #expect(Double(commits) <= most * Double(names.count))
    }

    @Test func `an account costs one register, and a run one listing at its end`() async throws {
        let scenario = try Scenario(journal: journal)
        let names = Self.names(50)
        let run = try scenario.begin(names)
        let requests = Mutex<[Route: Int]>([:])
        let service = WatchedService(service: try await scenario.service()) { route, _ async throws(ServiceError) in
            requests.withLock { $0[route, default: 0] += 1 }
        }
        try await scenario.carryOut(run, with: service)
        #expect(requests.withLock { $0 } == [.register: names.count, .list: 1])
    }

    @Test func `the journal grows by at most 200 bytes an account`() async throws {
        let names = Self.names(5000)
        let before = try size()
        let run = try Scenario(journal: journal).begin(names)
        // As with 32 in flight: the outcomes do not come in the order of the names.
        for group in try journal.actions(of: run.id).chunks(of: 32) {
            var sent: [Action] = []
            for action in group { sent.append(try await journal.writer.commit(JournalChange(action, .registerSent))) }
            for action in sent.reversed() {
                let id = UserID(rawValue: UUID().uuidString.replacing("-", with: "").lowercased())
                _ = try await journal.writer.commit(JournalChange(action, .createdActive(id)))
            }
        }
        try journal.end(run.id, as: .completed, now: Date())
        let bytes = Double(try size() - before) / Double(names.count)
        print("\(bytes) bytes of journal an account")
        #expect(bytes <= 200)
    }

    @Test func `a run that changes nothing adds at most a kilobyte`() throws {
        let nights = 100
        let before = try size()
        for _ in 0..<nights {
            let plan = Plan(
                server: try ServerAddress("https://flow.example.org/flowserv/api/v1"),
                created: Timestamp(secondsSince1970: 0),
                asOf: PlannerTests.today,
                sources: PlanSources(
                    rosters: [
                        RosterDigest(path: "exports/students.csv", sha256: String(repeating: "a", count: 64), rows: 9)
                    ],
                    listing: ListingDigest([])),
                changes: PlannedChanges())
            let origin = RunOrigin(
                user: "registrar", host: "nightly.example.org", directory: "/srv/rosters", version: "0.1.0")
            let run = try journal.begin(NewRun(plan, options: RunOptions(), origin: origin, now: Date()))
            try journal.end(run.id, as: .completed, verification: nil, now: Date())
        }
        let bytes = (try size() - before) / nights
        print("\(bytes) bytes of journal a night")
        #expect(bytes <= 1024)
    }

    /// The bytes of all pages in use.
    private func size() throws -> Int {
        try journal.read { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            return pages * (try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        }
    }
}

extension Array {
    fileprivate func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
