import FlowServ
import Foundation
import Roster
import TestSupport
import Testing

@testable import Provisioning

/// One journal of several: nothing is lost, and nothing is said twice.
struct MergingTests {
    private static let id = UserID(rawValue: "0123456789abcdef0123456789abcdef")
    private let directory: TemporaryDirectory
    private var out: String { directory.path + "/out.sqlite" }

    init() throws {
        directory = try TemporaryDirectory()
    }

    private static func moment(_ day: Int) -> Date { Date(timeIntervalSince1970: Double(day) * 86_400) }

    private func journal(_ name: String, shard: String? = nil) throws -> Journal {
        let journal = try Journal(path: directory.path + "/" + name)
        let server = try ServerAddress("http://127.0.0.1:5000/flowserv/api/v1")
        try journal.bind(to: server, shard: shard.map { try #require(Shard($0)) })
        return journal
    }

    /// A run on a day, in which these are created.
    @discardableResult
    private func run(_ day: Int, _ names: [String], in journal: Journal, isEnded: Bool = true) async throws -> Int64 {
        let run = try journal.begin(RunOpening(try JournalTests.plan(names), now: Self.moment(day)))
        for action in try journal.actions(of: run.id) {
            let sent = try await journal.writer.commit(try JournalChange(action, .registerSent))
            let id = UserID(rawValue: action.username.text + " of \(day)")
            _ = try await journal.writer.commit(try JournalChange(sent, .createdActive(id)))
        }
        if isEnded { try journal.end(run.id, as: .completed, now: Self.moment(day)) }
        return run.id
    }

    @Test func `the runs of all come in the order of their days, each with its actions`() async throws {
        let (one, other) = (try journal("0.sqlite", shard: "0/2"), try journal("1.sqlite", shard: "1/2"))
        try await run(1, ["b", "d"], in: one)
        try await run(3, ["f"], in: one)
        try await run(2, ["a", "c", "e"], in: other)
        let merged = try Journal.merge(Journals([one, other]), into: out)
        #expect(merged == Journal.Merged(runs: 3, accounts: 6))
        let journal = try Journal(path: out)
        #expect(try journal.runs().map(\.started).reversed() == (1...3).map { Timestamp.text(Self.moment($0)) })
        for (number, source, id) in [(1, one, 1), (2, other, 1), (3, one, 2)] as [(Int64, Journal, Int64)] {
            let before = try source.report(of: id, server: "x")
            let after = try journal.report(of: number, server: "x")
            #expect(after.accounts == before.accounts && after.summary == before.summary)
        }
        #expect(try journal.shard() == nil)
        #expect(try journal.server() == one.server())
        // It goes on as any other.
        try await run(4, ["a"], in: journal)
        #expect(try journal.actions(of: 4).map(\.username.text) == ["a"])
    }

    @Test func `where machines took turns the later one is believed, but no id is given up`() async throws {
        let (early, late) = (try journal("early.sqlite"), try journal("late.sqlite"))
        try await run(1, ["x"], in: early)
        try await run(2, ["y"], in: late)
        let known: [(String, AccountKnowledge?, AccountKnowledge?, AccountKnowledge)] = [
            ("only", .unknown, nil, .unknown), ("kept", .pending(Self.id), .stranded("taken"), .pending(Self.id)),
            ("newer", .stranded("taken"), .pending(Self.id), .pending(Self.id)),
            ("settled", .stranded("old"), .unknown, .unknown),
        ]
        for (name, first, second, _) in known {
            if let first { try early.learn(first, about: AccountName(name)) }
            if let second { try late.learn(second, about: AccountName(name)) }
        }
        // Whatever the order in which they are given.
        _ = try Journal.merge(Journals([late, early]), into: out)
        let journal = try Journal(path: out)
        for (name, _, _, expected) in known {
            #expect(try journal.knowledge(of: AccountName(name)) == expected, "\(name)")
        }
    }

    @Test func `what is unfinished comes first`() async throws {
        let open = try journal("open.sqlite")
        let run = try await run(1, ["a"], in: open, isEnded: false)
        #expect(
            throws: JournalError.notMergeable(path: open.path, reason: "its run \(run) is not finished")
        ) { try Journal.merge(Journals([open]), into: out) }
        #expect(!FileManager.default.fileExists(atPath: out))
    }

    @Test func `credentials that are owed, and their secrets, come along`() async throws {
        let journal = try journal("0.sqlite")
        let secret = try SecretStore(journal: journal.path).create()
        let begun = try journal.begin(RunOpening(try JournalTests.plan(["a"]), now: Self.moment(1)))
        let action = try #require(try journal.actions(of: begun.id).first)
        let origin = PasswordOrigin.derived(.generated, from: secret.id, length: 26)
        let sent = try await journal.writer.commit(try JournalChange(action, .registerSent, origin: origin))
        _ = try await journal.writer.commit(try JournalChange(sent, .createdActive(Self.id), origin: origin))
        try journal.end(begun.id, as: .partial, now: Self.moment(1))
        let other = try self.journal("1.sqlite")
        try await run(0, ["z"], in: other)

        _ = try Journal.merge(Journals([journal, other]), into: out)
        let merged = try Journal(path: out)
        let owed = try merged.handOuts()
        #expect(owed.map(\.username) == ["a"] && owed.map(\.run) == [2] && owed.allSatisfy(\.isOwed))
        #expect(try SecretStore(journal: out).load().keys.map(\.self) == [secret.id])
    }
}
