internal import Accounts
internal import FlowServ
internal import Foundation
internal import GRDB

extension Journal {
    /// What a merged journal holds.
    public struct Merged: Hashable, Sendable {
        /// How many runs, of all the journals.
        public let runs: Int
        /// How many accounts are known.
        public let accounts: Int
    }

    /// Makes one journal of several, for all names: of every shard of one whole, or of machines that took turns.
    ///
    /// The runs of all come in the order of their beginnings.  Where two journals know a name, the later knowledge is
    /// believed (`DatedKnowledge`), and no id that any of them knows is lost.  The journals stay as they are.  The new one
    /// is whole or not there.
    ///
    /// Call it under the run locks of all of them and of the new one.
    ///
    /// - Parameters:
    ///   - journals: The journals to merge.
    ///   - path: Where the new journal will be; nothing may be there.
    /// - Throws: ``JournalError/notMergeable(path:reason:)`` when a journal has something unfinished, and every other
    ///   ``JournalError``.
    public static func merge(_ journals: Journals, into path: String) throws(JournalError) -> Merged {
        try checkMerging(journals.all.map(\.path), into: path)
        let server = try journals.mergeableServer()
        let draft = path + ".merging"
        removeFiles(of: draft)
        do throws(JournalError) {
            let merged = try fill(draft, from: journals, server)
            for journal in journals.all {
                try SecretStore(journal: path).take(try SecretStore(journal: journal.path).load())
            }
            try put(draft, at: path)
            try? PrivateFile.syncDirectory(of: path)
            return merged
        } catch {
            removeFiles(of: draft)
            throw error
        }
    }

    /// Fails unless these journals can be told apart and nothing is where the new one will be.
    ///
    /// A write-ahead log alone counts: SQLite would take it for the new journal's own.
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

    /// Writes everything into a new journal, which is closed again.
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
        for index in inOrder { try merged.takeDoubts(of: journals.all[index], numbers[index]) }
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

    /// Takes in all of another journal, but for what is already known of an account.
    ///
    /// - Returns: The accounts that both know.
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
                    // Of a run that was forgotten.
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

    /// Their runs are below zero until they get their new numbers.  Where both owe something it is the same.
    private static let copyOfDeliveries = """
        INSERT OR IGNORE INTO main.hand_out (username, state, source, secret, length, run, file, line)
            SELECT username, state, source, secret, length, -run, file, line FROM other.hand_out
        """

    /// What a later journal knows of an account says whether its password is still to be replaced.
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

/// A run of a journal, and the numbers that it and its actions have in a merged one.
struct RenumberedRun {
    let old: Int64
    let new: Int64
    /// How much is added to the numbers of its actions.
    let shift: Int64
    /// Whether another of the journals has the same run: one is a copy of the other, from then or before.
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

/// What is the same of a run in a journal and in a copy of it, and of no two other runs.
private struct RunIdentity: Hashable {
    let started: Timestamp
    let finished: Timestamp?
    let origin: RunOrigin
    let rosters: [RosterDigest]
    /// With its shard, which tells the runs of shards apart that begin in the same second.
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
    /// The server that all of them belong to, nil when none has had a run.
    ///
    /// - Throws: When they belong to several, have something unfinished, or are only some of the shards of one whole.
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

    /// The journals in the order of their last runs, and for each of them its runs with their new numbers.
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
    /// Where a run's actions are: the number of the first, and how many there are.
    fileprivate func place(of run: Int64) throws(JournalError) -> (first: Int64, planned: Int64) {
        try read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT first_action, planned FROM run WHERE id = ?", arguments: [run])
            return (row?[0] ?? 1, row?[1] ?? 0)
        }
    }
}
