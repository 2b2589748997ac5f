import FlowServ
import Foundation
import GRDB
import Sandbox
import TestSupport
import Testing

@testable import Provisioning

/// A journal that cannot be used is noticed before anything is sent.
struct JournalTroubleTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let names = (100..<400).map { "user\($0)" }

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("journal.sqlite")
    }

    /// Limits the file to the pages that it has.
    private func fill(_ journal: Journal) throws {
        try journal.database.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
    }

    @Test func `no run begins on a full disk, and one does when there is room again`() async throws {
        let scenario = try Scenario(journal: try Journal(path: path))
        try fill(scenario.journal)
        let error = #expect(throws: JournalError.self) { try scenario.begin(names) }
        let text = try #require(error?.description)
        #expect(text.hasSuffix("cannot be written: database or disk is full"))
        #expect(try scenario.journal.runs().isEmpty)
        try await scenario.journal.database.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA max_page_count = 1000000")
        }
        #expect(try scenario.begin(names).status == .running)
    }

    @Test func `no run begins in a journal that cannot be written`() throws {
        let scenario = try Scenario(journal: try Journal(path: path))
        try scenario.journal.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
        let error = #expect(throws: JournalError.self) { try scenario.begin(names) }
        let text = try #require(error?.description)
        #expect(text.contains("cannot be written: attempt to write a readonly database"))
    }

    @Test func `nothing is sent when the first intent cannot be written`() async throws {
        let watch = TransactionWatch()
        let scenario = try Scenario(journal: try Journal(path: path, probe: watch.probe))
        let run = try scenario.begin(names)
        watch.reset()
        watch.fail(0..<Int.max)
        let conclusion = try await scenario.carryOut(run)
        #expect(conclusion.stop == .journal(.writeFailed(path: path, reason: "no space is left")))
        #expect(conclusion.report.summary.remaining == names.count)
        #expect(await scenario.backend.registers().isEmpty)
    }

    @Test func `a damaged journal is refused`() throws {
        do {
            let scenario = try Scenario(journal: try Journal(path: path))
            _ = try scenario.begin(names)
        }
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        let size = try file.seekToEnd()
        // The first page names the tables; what is in them is gone.
        try file.seek(toOffset: 4096)
        try file.write(contentsOf: Data(repeating: 0x5A, count: Int(size) - 4096))
        try file.close()
        let error = #expect(throws: JournalError.self) {
            let journal = try Journal(path: path)
            _ = try journal.knowledge()
            try journal.recoverInFlight()
        }
        let text = try #require(error?.description)
        #expect(text.hasPrefix("The journal \(path) is damaged"))
    }

    @Test(arguments: ["/proc/no/journal.sqlite", "/"])
    func `a journal that cannot be made is refused`(path: String) {
        let error = #expect(throws: JournalError.self) { try Journal(path: path) }
        guard case .cannotOpen(path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
