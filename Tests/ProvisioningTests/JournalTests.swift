import Accounts
import FlowServ
import Foundation
import GRDB
import Roster
import Testing

@testable import Provisioning

struct JournalTests {
    @Test func `an id stays known as that of the name that it belonged to`() throws {
        let journal = try Journal.inMemory()
        let (first, second) = (StateMachineTests.id, StateMachineTests.other)
        try journal.learn(.pending(first), about: "ann")
        try journal.learn(.pending(second), about: "bob")
        try journal.forget("ann")
        #expect(try journal.holders(of: [first, second]) == [first: ["ann"], second: ["bob"]])
        #expect(try journal.holders(of: []) == [:])
    }

    private static let id = UserID(rawValue: "0123456789abcdef0123456789abcdef")
    static let server = "http://127.0.0.1:5000/flowserv/api/v1"

    static func plan(_ names: [String]) throws -> Plan {
        var changes = PlannedChanges()
        changes.actions = names.map {
            PlannedAction(
                username: AccountName($0), action: .register, state: .active, userID: nil, file: "team.csv", line: 2)
        }
        return Plan(
            server: try ServerAddress(server), created: Timestamp(secondsSince1970: 1_773_100_800),
            asOf: try #require(Day("2026-03-10")),
            sources: PlanSources(
                rosters: [RosterDigest(path: "team.csv", sha256: "00", rows: names.count)],
                listing: ListingDigest([])), changes: changes)
    }

    private func scratch() -> String {
        FileManager.default.temporaryDirectory.path + "/rollcall-journal-\(UUID().uuidString)/j.sqlite"
    }

    @Test func `a run is read back as it was written`() throws {
        let journal = try Journal.inMemory()
        var options = RunOptions()
        options.columns = ["username": "Login"]
        let plan = try Self.plan(["b", "a"])
        let run = try journal.begin(NewRun(plan, options: options, now: Date(timeIntervalSince1970: 0)))
        #expect(run.status == .running)
        #expect(run.started == Timestamp(secondsSince1970: 0))
        #expect(run.options == options)
        #expect(run.rosters == plan.rosters)
        #expect(try journal.unfinishedRun() == run)
        #expect(try journal.actions(of: run.id).map(\.username.text) == ["a", "b"])
        #expect(try journal.actions(of: run.id).allSatisfy { $0.state == .planned && $0.attempts == 0 })
    }

    @Test func `there is at most one unfinished run`() throws {
        let journal = try Journal.inMemory()
        let first = try journal.begin(NewRun(Self.plan(["a"]), now: Date()))
        let second = try journal.begin(NewRun(Self.plan(["b"]), now: Date()))
        #expect(try journal.run(first.id).status == .superseded)
        #expect(try journal.unfinishedRun() == second)
        #expect(throws: DatabaseError.self) {
            try journal.database.write {
                try $0.execute(
                    sql: "UPDATE run SET status = 'running', finished = NULL WHERE id = ?", arguments: [first.id])
            }
        }
    }

    @Test func `the file is private and its directory too`() throws {
        let path = scratch()
        let journal = try Journal(path: path)
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(path) == 0o600)
        #expect(try mode(path + "-wal") == 0o600)
        #expect(try mode((path as NSString).deletingLastPathComponent) == 0o700)
        withExtendedLifetime(journal) {}
    }

    @Test func `what was committed is there after reopening`() async throws {
        let path = scratch()
        let plan = try Self.plan(["a"])
        let run: Int64
        do {
            let journal = try Journal(path: path)
            run = try journal.begin(NewRun(plan, now: Date())).id
            let action = try #require(try journal.actions(of: run).first)
            let sent = try await journal.writer.commit(try JournalChange(action, .registerSent))
            #expect(sent.attempts == 1)
        }
        let journal = try Journal(path: path)
        #expect(try journal.actions(of: run).map(\.state) == [.registering])
        #expect(try journal.knowledge() == [AccountName("a"): .unknown])
    }

    @Test func `a register found in flight at start-up is unknown`() async throws {
        let journal = try Journal.inMemory()
        let run = try journal.begin(NewRun(Self.plan(["a", "b"]), now: Date()))
        let action = try #require(try journal.actions(of: run.id).first)
        _ = try await journal.writer.commit(try JournalChange(action, .registerSent))
        try journal.recoverInFlight()
        #expect(try journal.actions(of: run.id).map(\.state) == [.unknown, .planned])
    }

    @Test func `a step from a state that the journal no longer holds is refused`() async throws {
        let journal = try Journal.inMemory()
        let run = try journal.begin(NewRun(Self.plan(["a"]), now: Date()))
        let action = try #require(try journal.actions(of: run.id).first)
        _ = try await journal.writer.commit(try JournalChange(action, .registerSent))
        await #expect(throws: JournalError.self) {
            try await journal.writer.commit(try JournalChange(action, .registerSent))
        }
        #expect(try journal.actions(of: run.id).map(\.attempts) == [1])
    }

    @Test(arguments: [
        "UPDATE action SET state = 'done'", "UPDATE action SET state = 9", "UPDATE action SET state = 5",
        "UPDATE action SET user_id = 'x'", "UPDATE action SET state = 8", "UPDATE action SET username = ''",
        "UPDATE action SET attempts = -1", "UPDATE run SET status = 'completed'",
        "INSERT INTO account VALUES ('a', 0, NULL, NULL)", "INSERT INTO account VALUES ('a', 4, NULL, NULL)",
        "INSERT INTO server VALUES (2, 'x')",
    ])
    func `the schema refuses what the code must never write`(sql: String) throws {
        let journal = try Journal.inMemory()
        _ = try journal.begin(NewRun(Self.plan(["a"]), now: Date()))
        #expect(throws: DatabaseError.self) { try journal.database.write { try $0.execute(sql: sql) } }
    }

    @Test func `two registers of one name in flight are refused by the schema`() async throws {
        let journal = try Journal.inMemory()
        let first = try journal.begin(NewRun(Self.plan(["a"]), now: Date()))
        let action = try #require(try journal.actions(of: first.id).first)
        _ = try await journal.writer.commit(try JournalChange(action, .registerSent))
        let second = try journal.begin(NewRun(Self.plan(["a"]), now: Date()))
        let again = try #require(try journal.actions(of: second.id).first)
        await #expect(throws: JournalError.self) {
            try await journal.writer.commit(try JournalChange(again, .registerSent))
        }
    }

    @Test func `a superseded run keeps what was sent and skips the rest`() async throws {
        let journal = try Journal.inMemory()
        let run = try journal.begin(NewRun(Self.plan(["a", "b"]), now: Date()))
        let action = try #require(try journal.actions(of: run.id).first)
        _ = try await journal.writer.commit(try JournalChange(action, .registerSent))
        try journal.recoverInFlight()
        _ = try journal.begin(NewRun(Self.plan([]), now: Date()))
        #expect(try journal.actions(of: run.id).map(\.state) == [.unknown, .skipped("superseded by a later run")])
        #expect(try journal.run(run.id).status == .superseded)
        #expect(try journal.knowledge() == [AccountName("a"): .unknown])
    }

    @Test func `a journal serves one server only`() throws {
        let journal = try Journal.inMemory()
        let one = try ServerAddress(Self.server)
        let two = try ServerAddress("https://two.example.org/flowserv/api/v1")
        // Who only asks for it binds nothing.
        try journal.check(two)
        _ = try journal.begin(NewRun(Self.plan([]), now: Date()))
        try journal.check(one)
        #expect(throws: JournalError.otherServer(path: journal.path, recorded: one.url, wanted: two.url)) {
            try journal.check(two)
        }
    }

    @Test func `for a plan, active accounts need not be known`() throws {
        let journal = try Journal.inMemory()
        for (name, known) in [
            ("a", AccountKnowledge.active(Self.id)), ("p", .pending(Self.id)), ("u", .unknown),
            ("s", .stranded("taken")),
        ] {
            try journal.learn(known, about: AccountName(name))
        }
        var known = try journal.knowledge()
        #expect(known.removeValue(forKey: AccountName("a")) == .active(Self.id))
        #expect(try journal.knowledgeBesidesActive() == known && known.count == 3)
    }

    @Test func `the listing corrects what is known`() throws {
        let journal = try Journal.inMemory()
        let other = UserID(rawValue: String(repeating: "f", count: 32))
        for (name, known) in [
            ("rebuilt", AccountKnowledge.active(Self.id)), ("gone", .active(Self.id)), ("pending", .pending(Self.id)),
            ("settled", .unknown), ("mended", .stranded("taken")),
        ] {
            try journal.learn(known, about: AccountName(name))
        }
        try journal.reconcile(
            with: ["rebuilt", "settled", "mended", "stranger"].map { User(id: other, username: $0) })
        #expect(
            try journal.knowledge() == [
                AccountName("rebuilt"): .active(other), AccountName("pending"): .pending(Self.id),
                AccountName("settled"): .active(other), AccountName("mended"): .active(other),
            ])
    }

    @Test func `only one process at a time may run`() throws {
        let path = scratch()
        _ = try Journal(path: path)
        let first = try RunLock(journal: path, started: Timestamp(secondsSince1970: 0))
        let error = #expect(throws: JournalError.self) {
            try RunLock(journal: path, started: Timestamp(secondsSince1970: 0))
        }
        let text = try #require(error?.description)
        #expect(text.contains("pid \(ProcessInfo.processInfo.processIdentifier)"))
        #expect(text.contains("started 1970-01-01T00:00:00Z"))
        withExtendedLifetime(first) {}
    }

    @Test func `a journal of a newer version is refused`() throws {
        let path = scratch()
        do {
            let journal = try Journal(path: path)
            try journal.database.write {
                try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('from the future')")
            }
        }
        #expect(throws: JournalError.newerVersion(path: path)) { try Journal(path: path) }
    }

    @Test func `a file that is no journal is refused as it is`() throws {
        let path = scratch()
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        let bytes = Data(String(repeating: "this is a text file, not a database. ", count: 100).utf8)
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(throws: JournalError.self) { try Journal(path: path) }
        #expect(FileManager.default.contents(atPath: path) == bytes)
    }
}
