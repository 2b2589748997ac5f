import Accounts
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
        let shard = try shard.map { try #require(Shard($0)) }
        try journal.write { try Journal.bind(to: JournalTests.server, shard: shard, $0) }
        return journal
    }

    /// A run on a day, in which these are created.
    @discardableResult
    private func run(_ day: Int, _ names: [String], in journal: Journal, isEnded: Bool = true) async throws -> Int64 {
        let run = try journal.begin(NewRun(try JournalTests.plan(names), now: Self.moment(day)))
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
        #expect(try journal.runs().map(\.started).reversed() == (1...3).map { Timestamp(Self.moment($0)) })
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
        let other = UserID(rawValue: String(repeating: "b", count: 32))
        let known: [(String, AccountKnowledge?, AccountKnowledge?, AccountKnowledge)] = [
            ("only", .unknown, nil, .unknown), ("kept", .pending(Self.id), .stranded("taken"), .pending(Self.id)),
            ("newer", .stranded("taken"), .pending(other), .pending(other)),
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
        let begun = try journal.begin(NewRun(try JournalTests.plan(["a"]), now: Self.moment(1)))
        let action = try #require(try journal.actions(of: begun.id).first)
        let origin = PasswordOrigin.derived(.generated, from: secret.id, length: 26)
        let sent = try await journal.writer.commit(try JournalChange(action, .registerSent, origin: origin))
        _ = try await journal.writer.commit(try JournalChange(sent, .createdActive(Self.id), origin: origin))
        try journal.end(begun.id, as: .partial, now: Self.moment(1))
        let other = try self.journal("1.sqlite")
        try await run(0, ["z"], in: other)

        _ = try Journal.merge(Journals([journal, other]), into: out)
        let merged = try Journal(path: out)
        let owed = try merged.pendingDeliveries()
        #expect(owed.map(\.username) == ["a"] && owed.map(\.run) == [2] && owed.allSatisfy(\.isOwed))
        #expect(try SecretStore(journal: out).load().keys.map(\.self) == [secret.id])
    }

    // MARK: Accounts that two journals know

    private typealias Known = (AccountKnowledge, earliest: String, latest: String)
    private static let (old, new) = (UserID(rawValue: "old"), UserID(rawValue: "new"))

    @Test func `the later knowledge wins, but an unknown outcome gives way only to what is surely later`() {
        let (active, pending) = (AccountKnowledge.active(Self.old), AccountKnowledge.pending(Self.old))
        let table: [([Known], AccountKnowledge)] = [
            // Removed by somebody, and registered again by the other machine: that answer was lost.
            ([(active, "1", "2"), (.unknown, "3", "4")], .unknown),
            ([(pending, "1", "2"), (.unknown, "3", "4")], .unknown),
            ([(.stranded("taken"), "1", "2"), (.unknown, "3", "4")], .unknown),
            // Nobody can tell which was first.
            ([(active, "1", "5"), (.unknown, "3", "4")], .unknown),
            ([(active, "4", "5"), (.unknown, "3", "4")], .unknown),
            ([(active, "", "9"), (.unknown, "3", "4")], .unknown),
            // A later listing or run has settled it.
            ([(active, "5", "6"), (.unknown, "3", "4")], active),
            ([(pending, "5", "6"), (.unknown, "3", "4")], pending),
            ([(.stranded("taken"), "5", "6"), (.unknown, "3", "4")], .stranded("taken")),
            ([(.unknown, "1", "2"), (active, "3", "4"), (.unknown, "5", "6")], .unknown),
            ([(active, "1", "2"), (.unknown, "3", "4"), (.pending(Self.new), "5", "6")], .pending(Self.new)),
            ([(pending, "1", "2"), (.stranded("taken"), "5", "6"), (.unknown, "3", "4")], .stranded("taken")),
            // That a name is taken does not take an id away from who is pending; it does from who was active.
            ([(pending, "1", "2"), (.stranded("taken"), "3", "4")], pending),
            ([(active, "1", "2"), (.stranded("taken"), "3", "4")], .stranded("taken")),
            ([(pending, "1", "2"), (.active(Self.new), "3", "4")], .active(Self.new)),
            ([(active, "1", "2"), (.pending(Self.new), "3", "4")], .pending(Self.new)),
            ([(pending, "1", "2"), (.stranded("taken"), "3", "4"), (.unknown, "5", "6")], .unknown),
        ]
        for (items, expected) in table {
            let all = items.map { DatedKnowledge(knowledge: $0.0, earliest: $0.earliest, latest: $0.latest) }
            #expect(DatedKnowledge.merged(all).knowledge == expected, "\(items)")
            #expect(DatedKnowledge.merged(all.reversed()).knowledge == expected, "\(items) reversed")
        }
    }

    /// A run on a day in which the answers to these were lost.
    private func lose(
        _ day: Int, _ name: String, in journal: Journal, origin: PasswordOrigin? = nil, isInFlight: Bool = false
    ) async throws {
        let run = try journal.begin(NewRun(try JournalTests.plan([name]), now: Self.moment(day)))
        let action = try #require(try journal.actions(of: run.id).first)
        let sent = try await journal.writer.commit(try JournalChange(action, .registerSent, origin: origin))
        if !isInFlight {
            _ = try await journal.writer.commit(try JournalChange(sent, .registerLost, origin: origin))
        }
        try journal.end(run.id, as: .partial, now: Self.moment(day))
    }

    /// A registration by hand, which reads no listing.
    private func register(_ day: Int, _ name: String, in journal: Journal) async throws {
        let plan = Plan(
            registering: AccountName(name), wanted: .active, server: try ServerAddress(JournalTests.server),
            now: Self.moment(day))
        let run = try journal.begin(NewRun(plan, now: Self.moment(day)))
        try journal.end(run.id, as: .completed, now: Self.moment(day))
    }

    @Test func `an unknown outcome is not outvoted by a journal that was only used for something else later`()
        async throws
    {
        let (one, other) = (try journal("one.sqlite"), try journal("other.sqlite"))
        try await run(1, ["ann"], in: one)
        try await lose(3, "ann", in: other)
        try await register(5, "bob", in: one)
        _ = try Journal.merge(Journals([one, other]), into: out)
        let merged = try Journal(path: out)
        #expect(try merged.knowledge(of: "ann") == .unknown)
        #expect(try merged.formerIDs(of: "ann") == [UserID(rawValue: "ann of 1")])
    }

    @Test func `a later run that saw her in the listing has settled it`() async throws {
        let (one, other) = (try journal("one.sqlite"), try journal("other.sqlite"))
        try await run(1, ["ann"], in: one)
        try await lose(3, "ann", in: other)
        let ann = User(id: UserID(rawValue: "ann of 1"), username: "ann")
        let seen = try one.begin(NewRun(try JournalTests.plan([]), listing: [ann], now: Self.moment(5)))
        try one.end(seen.id, as: .completed, now: Self.moment(5))
        _ = try Journal.merge(Journals([other, one]), into: out)
        #expect(try Journal(path: out).knowledge(of: "ann") == .active(UserID(rawValue: "ann of 1")))
    }

    @Test func `a register that was in flight in both journals is unknown in the new one`() async throws {
        let (one, other) = (try journal("one.sqlite"), try journal("other.sqlite"))
        try await lose(1, "ann", in: one, isInFlight: true)
        try await lose(2, "ann", in: other, isInFlight: true)
        try await lose(3, "bob", in: other, isInFlight: true)
        _ = try Journal.merge(Journals([one, other]), into: out)
        let merged = try Journal(path: out)
        #expect(try merged.knowledge() == ["ann": .unknown, "bob": .unknown])
        #expect(try (1...3).flatMap { try merged.actions(of: $0) }.allSatisfy { $0.state == .unknown })
    }

    @Test func `every id that any of them knew is in the new one`() async throws {
        let (one, other) = (try journal("one.sqlite"), try journal("other.sqlite"))
        for (journal, ids) in [(one, ["a", "b", "c"]), (other, ["d", "b", "e"])] {
            for id in ids { try journal.learn(.pending(UserID(rawValue: id)), about: "ann") }
        }
        try one.learn(.unknown, about: "ann")
        _ = try Journal.merge(Journals([one, other]), into: out)
        let merged = try Journal(path: out)
        let known = try merged.knowledge(of: "ann")?.userID.map(\.rawValue)
        #expect(
            Set(try merged.formerIDs(of: "ann").map(\.rawValue)).union([known].compactMap(\.self)) == [
                "a", "b", "c", "d", "e",
            ])
    }

    @Test func `a doubt has the new number of its run, and goes with its id`() async throws {
        let (one, other) = (try journal("one.sqlite"), try journal("other.sqlite"))
        try await run(1, ["z"], in: one)
        for (day, name, journal) in [(2, "ann", one), (3, "ann", other), (4, "bob", other)] {
            try await doubt(day, name, in: journal)
        }
        try await run(5, ["bob"], in: one)
        _ = try Journal.merge(Journals([other, one]), into: out)
        let doubted = try Journal(path: out).doubtfulIDs()
        #expect(doubted == [DoubtfulID(username: "ann", id: Self.id, run: 2)])
    }

    /// A run on a day in which flowServ did not know the id of a pending account.
    private func doubt(_ day: Int, _ name: String, in journal: Journal) async throws {
        try journal.learn(.pending(Self.id), about: AccountName(name))
        var plan = try JournalTests.plan([name])
        plan.actions[0].action = .activate
        plan.actions[0].userID = Self.id.rawValue
        let run = try journal.begin(NewRun(plan, now: Self.moment(day)))
        let action = try #require(try journal.actions(of: run.id).first)
        let sent = try await journal.writer.commit(try JournalChange(action, .activateSent))
        _ = try await journal.writer.commit(try JournalChange(sent, .idUnknown("unknown user")))
        try journal.end(run.id, as: .partial, now: Self.moment(day))
    }

    // MARK: Credentials that two journals owe

    private func owe(_ day: Int, _ name: String, in journal: Journal) async throws -> SecretID {
        let secret = try SecretStore(journal: journal.path).create()
        let run = try journal.begin(NewRun(try JournalTests.plan([name]), now: Self.moment(day)))
        let action = try #require(try journal.actions(of: run.id).first)
        let origin = PasswordOrigin.derived(.generated, from: secret.id, length: 26)
        let sent = try await journal.writer.commit(try JournalChange(action, .registerSent, origin: origin))
        let id = UserID(rawValue: "\(name) of \(day)")
        _ = try await journal.writer.commit(try JournalChange(sent, .createdActive(id), origin: origin))
        try journal.end(run.id, as: .partial, now: Self.moment(day))
        return secret.id
    }

    @Test func `a password of an account that may be another one by now has to prove itself`() async throws {
        let (one, other) = (try journal("one.sqlite"), try journal("other.sqlite"))
        let secret = try await owe(1, "ann", in: one)
        try await lose(2, "ann", in: other)
        _ = try Journal.merge(Journals([one, other]), into: out)
        let owed = try Journal(path: out).pendingDeliveries()
        #expect(owed.map(\.state) == [.sent] && owed.map(\.origin.secret) == [secret])
    }

    @Test func `two passwords of one account are not thrown together`() async throws {
        let (one, other) = (try journal("one.sqlite"), try journal("other.sqlite"))
        _ = try await owe(1, "ann", in: one)
        _ = try await owe(2, "ann", in: other)
        #expect(throws: JournalError.owedTwice(path: one.path, later: other.path, names: ["ann"])) {
            try Journal.merge(Journals([other, one]), into: out)
        }
        // Once they are delivered, the older one has to prove itself.
        try other.endDeliveries(of: ["ann"])
        _ = try Journal.merge(Journals([other, one]), into: out)
        #expect(try Journal(path: out).pendingDeliveries().map(\.state) == [.sent])
    }

    @Test func `a secret that a merge has written half is written whole by the next one`() async throws {
        let journal = try journal("one.sqlite")
        let secret = try await owe(1, "ann", in: journal)
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: out + ".secret-" + secret.rawValue))
        _ = try Journal.merge(Journals([journal]), into: out)
        #expect(try SecretStore(journal: out).load().keys.map(\.self) == [secret])
    }
}
