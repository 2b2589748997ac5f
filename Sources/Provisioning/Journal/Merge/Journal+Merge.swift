internal import Accounts
internal import FlowServ
internal import Foundation
internal import GRDB

extension Journal {
    /// The size of a merged journal.
    public struct Merged: Hashable, Sendable {
        /// The number of runs, of all the journals.
        public let runs: Int
        /// The number of known accounts.
        public let accounts: Int
    }

    /// Merges several journals into a new one for all names: all shards of one whole, or the journals of machines
    /// that took turns.
    ///
    /// The runs are ordered by their beginnings.  If two journals know a name, the later knowledge is used
    /// (`DatedKnowledge`), and no id that any of them knows is lost.  The journals are not changed.  The new one is
    /// complete or not created.
    ///
    /// Call it under the run locks of all of them and of the new one.
    ///
    /// - Parameters:
    ///   - journals: The journals to merge.
    ///   - path: The path of the new journal, which must not exist.
    /// - Throws: ``JournalError/notMergeable(path:reason:)`` if a journal has unfinished work, and every other
    ///   ``JournalError``.
    public static func merge(_ journals: Journals, into path: String) throws(JournalError) -> Merged {
        try checkMerging(journals.all.map(\.path), into: path)
        let server = try journals.mergeableServer()
        let draft = path + ".merging"
        removeFiles(of: draft)
        do throws(JournalError) {
            let merged = try fill(draft, from: journals, server)
            for journal in journals.all {
                try SecretStore(journal: path).insert(try SecretStore(journal: journal.path).load())
            }
            try put(draft, at: path)
            try? PrivateFile.syncDirectory(of: path)
            return merged
        } catch {
            removeFiles(of: draft)
            throw error
        }
    }

    /// Throws unless these journals are different files and the path of the new one is free.
    ///
    /// A write-ahead log alone counts as existing: SQLite would use it as the new journal's own.
    public static func checkMerging(_ paths: [String], into path: String) throws(JournalError) {
        for suffix in [""] + JournalFiles.companions where try exists(at: path + suffix) {
            throw .notNew(path: path + suffix)
        }
        var seen: [FileIdentity: String] = [:]
        for path in paths {
            guard let identity = FileIdentity(path) else { continue }
            if let other = seen.updateValue(path, forKey: identity) { throw .sameJournal(other, path) }
        }
    }

    /// Writes everything into a new journal and closes it.
    private static func fill(
        _ path: String, from journals: Journals, _ server: String?
    ) throws(JournalError) -> Merged {
        let merged = try Journal(path: path)
        let (inOrder, numbers) = try journals.renumbered()
        try journals.refuseTwoDeliveries(inOrder)
        var contested: Set<AccountName> = []
        for index in inOrder { contested.formUnion(try merged.copy(journals.all[index], numbers[index])) }
        try merged.decide(contested, inOrder.map { journals.all[$0] })
        try merged.separateIDs()
        for index in inOrder { try merged.copyDoubts(of: journals.all[index], numbers[index]) }
        let result: Merged = try merged.write { database in
            if let server { try Self.bind(to: server, shard: nil, database) }
            return Merged(
                runs: try Int.fetchOne(database, sql: "SELECT count(*) FROM run") ?? 0,
                accounts: try Int.fetchOne(database, sql: "SELECT count(*) FROM account") ?? 0)
        }
        // Closing moves everything from the write-ahead log into the file.
        do { try merged.database.close() } catch { throw JournalError(writing: path, error) }
        return result
    }

    /// Copies another journal, except for accounts that are already known.
    ///
    /// - Returns: The accounts that both journals know.
    private func copy(_ other: Journal, _ runs: [RenumberedRun]) throws(JournalError) -> [AccountName] {
        do {
            return try database.inDatabase { database in
                try database.execute(sql: "ATTACH DATABASE ? AS other", arguments: [other.path])
                defer { try? database.execute(sql: "DETACH DATABASE other") }
                var contested: [AccountName] = []
                try database.inTransaction {
                    for run in runs { try run.copy(database) }
                    contested = try String.fetchAll(database, sql: Self.contested).map { AccountName($0) }
                    for sql in [
                        Self.copyOfAccounts, Self.copyOfFormerIDs, Self.copyOfDeliveries, Self.endOfAdopted,
                        Self.copyOfAdopted,
                    ] {
                        try database.execute(sql: sql)
                    }
                    for run in runs {
                        try database.execute(
                            sql: "UPDATE hand_out SET run = ? WHERE run = ?", arguments: [run.new, -run.old])
                    }
                    // These are from a run that was forgotten.
                    try database.execute(sql: "UPDATE hand_out SET run = 0 WHERE run < 0")
                    return .commit
                }
                return contested
            }
        } catch {
            throw JournalError(writing: path, error)
        }
    }

    /// The accounts of the other journal; one whose register was in flight has no row there.
    private static let others = """
        (SELECT username, status, user_id, words FROM other.account
            UNION ALL SELECT username, 2, NULL, NULL FROM other.action WHERE state = 1 AND NOT EXISTS (
                SELECT 1 FROM other.account AS its WHERE its.username = other.action.username))
        """

    private static let contested =
        "SELECT username FROM \(others) WHERE username IN (SELECT username FROM main.account)"

    private static let copyOfAccounts = """
        INSERT OR IGNORE INTO main.account (username, status, user_id, words)
            SELECT username, status, user_id, words FROM \(others)
        """

    private static let copyOfFormerIDs = """
        INSERT OR IGNORE INTO main.former_id (username, user_id)
            SELECT username, user_id FROM other.former_id ORDER BY id
        """

    /// Their runs have negative numbers until they get their new ones.  If both journals owe something, it is the
    /// same.
    private static let copyOfDeliveries = """
        INSERT OR IGNORE INTO main.hand_out (username, state, source, secret, length, run, file, line)
            SELECT username, state, source, secret, length, -run, file, line FROM other.hand_out
        """

    /// The later journal's knowledge of an account includes whether its password must still be replaced.
    private static let endOfAdopted =
        "DELETE FROM main.adopted WHERE username IN (SELECT username FROM \(others))"

    private static let copyOfAdopted =
        "INSERT INTO main.adopted (username, user_id) SELECT username, user_id FROM other.adopted"

    private static func put(_ draft: String, at path: String) throws(JournalError) {
        guard rename(draft, path) == 0 else {
            throw .writeFailed(path: path, reason: String(cString: strerror(errno)))
        }
    }

    private static func removeFiles(of path: String) {
        for suffix in [""] + JournalFiles.companions { unlink(path + suffix) }
    }
}

/// A run of a journal, and the new numbers of the run and its actions in a merged one.
struct RenumberedRun {
    let old: Int64
    let new: Int64
    /// The amount added to the numbers of its actions.
    let shift: Int64
    /// Whether another of the journals has the same run: one of them is a copy of the other, made then or later.
    var isRepeated = false

    func copy(_ database: Database) throws {
        if isRepeated { return }
        let arguments: StatementArguments = ["old": old, "new": new, "shift": shift]
        try database.execute(
            sql: """
                INSERT INTO run (id, status, started, finished, as_of, rosters, options, origin, blocked, planned,
                        first_action, gate, verification, hand_out)
                    SELECT :new, status, started, finished, as_of, rosters, options, origin, blocked, planned,
                        first_action + :shift, gate, verification, hand_out
                    FROM other.run WHERE id = :old
                """, arguments: ["old": old, "new": new, "shift": shift])
        try database.execute(
            sql: "INSERT INTO source (path) SELECT path FROM other.source WHERE true ON CONFLICT DO NOTHING")
        try database.execute(
            sql: """
                INSERT INTO action (id, run, username, kind, wanted, state, user_id, reason, attempts, http_status, error,
                        source, line)
                    SELECT it.id + :shift, :new, username, kind, wanted, CASE state WHEN 1 THEN 2 ELSE state END, user_id,
                        reason, attempts, http_status,
                        CASE state WHEN 1 THEN 'the run ended before the answer came' ELSE error END, mine.id, line
                    FROM other.action AS it
                        JOIN other.source AS its ON its.id = it.source JOIN main.source AS mine ON mine.path = its.path
                    WHERE run = :old AND it.id >= (SELECT first_action FROM other.run WHERE id = :old)
                        AND it.id < (SELECT first_action + planned FROM other.run WHERE id = :old)
                """, arguments: arguments)
    }
}

/// The properties of a run that are equal in a journal and its copy, and in no two different runs.
private struct RunIdentity: Hashable {
    let started: Timestamp
    let finished: Timestamp?
    let origin: RunOrigin
    let rosters: [RosterDigest]
    /// Including the shard, which distinguishes the runs of shards that began in the same second.
    let options: RunOptions
    let planned: Int64

    init(_ run: RunRecord, planned: Int64) {
        started = run.started
        finished = run.finished
        origin = run.origin
        rosters = run.rosters
        options = run.options
        self.planned = planned
    }
}

extension Journals {
    /// Returns the server that all journals belong to, nil if none has had a run.
    ///
    /// - Throws: If they belong to several servers, have unfinished work, or are only some of the shards of one
    ///   whole.
    fileprivate func mergeableServer() throws(JournalError) -> String? {
        var server: String?
        var hasShards = false
        for journal in all {
            if let run = try journal.unfinishedRun() {
                throw .notMergeable(path: journal.path, reason: "its run \(run.id) is not finished")
            }
            if let draft = try journal.unseenDrafts().first { throw .draftUnseen(path: journal.path, draft) }
            hasShards = try journal.shard() != nil || hasShards
            guard let own = try journal.server() else { continue }
            if let server, !ServerAddress.areSame(server, own) {
                throw .otherServer(path: journal.path, recorded: own, wanted: server)
            }
            server = own
        }
        if hasShards { try checkWhole() }
        return server
    }

    /// Returns the journals in the order of their last runs, and each journal's runs with their new numbers.
    fileprivate func renumbered() throws(JournalError) -> (inOrder: [Int], [[RenumberedRun]]) {
        var runs: [(journal: Int, run: RunRecord, first: Int64, planned: Int64)] = []
        for (index, journal) in all.enumerated() {
            for run in try journal.runs(limit: .max) {
                let place = try journal.place(of: run.id)
                runs.append((index, run, place.first, place.planned))
            }
        }
        runs.sort { ($0.run.started, $0.journal, $0.run.id) < ($1.run.started, $1.journal, $1.run.id) }
        var numbers = [[RenumberedRun]](repeating: [], count: all.count)
        var last = [Int](repeating: -1, count: all.count)
        var (number, next): (Int64, Int64) = (0, 1)
        var known: [RunIdentity: Int64] = [:]
        for (index, run) in runs.enumerated() {
            last[run.journal] = index
            let identity = RunIdentity(run.run, planned: run.planned)
            if let same = known[identity] {
                numbers[run.journal].append(RenumberedRun(old: run.run.id, new: same, shift: 0, isRepeated: true))
                continue
            }
            number += 1
            known[identity] = number
            numbers[run.journal].append(RenumberedRun(old: run.run.id, new: number, shift: next - run.first))
            next += run.planned
        }
        return (all.indices.sorted { last[$0] < last[$1] }, numbers)
    }
}

extension Journal {
    /// Returns the number of a run's first action and the number of its actions.
    fileprivate func place(of run: Int64) throws(JournalError) -> (first: Int64, planned: Int64) {
        try read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT first_action, planned FROM run WHERE id = ?", arguments: [run])
            return (row?[0] ?? 1, row?[1] ?? 0)
        }
    }
}
