public import Accounts
public import FlowServ

/// The journals that a plan reads: none yet, one, or those of all shards together.
///
/// No name is in two of them, so the knowledge of one is that of all.
public struct Journals: Sendable {
    /// The existing journals.
    public let all: [Journal]

    /// Creates a set of journals.
    public init(_ all: [Journal]) {
        self.all = all
    }

    /// Throws unless they belong to this server and, if there are several, are the shards of one whole.
    ///
    /// - Parameters:
    ///   - server: The address of the server.
    ///   - shard: The part of the names that is planned; nil for all of them.
    public func check(_ server: ServerAddress, shard: Shard?) throws(JournalError) {
        guard all.count > 1 else {
            for journal in all { try journal.check(server, shard: shard) }
            return
        }
        for journal in all { try journal.check(server) }
        try checkWhole()
    }

    /// Throws unless each of the shards is present exactly once.
    func checkWhole() throws(JournalError) {
        var shards: [(journal: Journal, shard: Shard?)] = []
        for journal in all { shards.append((journal, try journal.shard())) }
        guard let first = shards.compactMap(\.shard).first else {
            if let second = shards.dropFirst().first {
                throw .notOneWhole("\(second.journal.path) is for all names, and so is \(shards[0].journal.path)")
            }
            return
        }
        var seen: [Int: String] = [:]
        for (journal, shard) in shards {
            guard let shard else { throw .notOneWhole("\(journal.path) is for all names, not for a shard") }
            guard shard.count == first.count else {
                throw .notOneWhole("\(journal.path) is for the shard \(shard), and another one for \(first)")
            }
            if let other = seen.updateValue(journal.path, forKey: shard.index) {
                throw .notOneWhole("\(journal.path) and \(other) are both for the shard \(shard)")
            }
        }
        let missing = (0..<first.count).filter { seen[$0] == nil }.map { "\($0)/\(first.count)" }
        if missing.isEmpty { return }
        throw .notOneWhole("the journal of the shard \(missing.prefix(5).joined(separator: ", ")) is missing")
    }

    /// Returns what is known of every account that is not active.
    public func knowledgeBesidesActive() throws(JournalError) -> [AccountName: AccountKnowledge] {
        var knowledge: [AccountName: AccountKnowledge] = [:]
        for journal in all { knowledge.merge(try journal.knowledgeBesidesActive()) { first, _ in first } }
        return knowledge
    }

    /// Returns the two-phase runs whose accounts wait, the latest of each journal first.
    public func heldWaves() throws(JournalError) -> [HeldWave] {
        var waves: [HeldWave] = []
        for journal in all { waves += try journal.heldWaves() }
        return waves
    }

    /// Returns whether no journal has ever had a run of a roster.
    public func areNew() throws(JournalError) -> Bool {
        for journal in all where try !journal.isNew() { return false }
        return true
    }

    /// Returns every delivery that has not ended.
    public func pendingDeliveries() throws(JournalError) -> [PendingDelivery] {
        var pendingDeliveries: [PendingDelivery] = []
        for journal in all { pendingDeliveries += try journal.pendingDeliveries() }
        return pendingDeliveries
    }

    /// Compares a listing with the accounts that are active in the journals.
    public func trust(in listing: Listing) throws(JournalError) -> ListingTrust {
        var (missing, expected) = ([AccountName](), 0)
        for journal in all {
            let trust = try journal.trust(in: listing)
            missing += trust.missing
            expected += trust.expected
        }
        return ListingTrust(missing: missing.sorted(), expected: expected)
    }

    /// Returns the latest run that ended, from any of the journals.
    ///
    /// - Parameter paths: The absolute paths of the rosters.
    public func lastRun(reading paths: [String]) throws(JournalError) -> LastRun? {
        var latest: LastRun?
        for journal in all {
            guard let run = try journal.lastRun(reading: paths) else { continue }
            if latest.map({ $0.finished < run.finished }) ?? true { latest = run }
        }
        return latest
    }

    /// Returns the number of rows that a roster had in the last completed run that read it, the maximum over the
    /// journals; nil if there was none.
    ///
    /// - Parameter path: The absolute path of the roster.
    public func rowsBefore(_ path: String) throws(JournalError) -> Int? {
        var rows: Int?
        for journal in all {
            if let before = try journal.rowsBefore(path) { rows = max(rows ?? 0, before) }
        }
        return rows
    }
}
