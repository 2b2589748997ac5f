internal import Accounts
internal import FlowServ
internal import GRDB

/// Accounts that several of the merged journals know.
extension Journal {
    /// Records which of the journals is right about each of these accounts, and keeps the other journals' knowledge
    /// of ids and passwords.
    func decide(_ contested: Set<AccountName>, _ journals: [Journal]) throws(JournalError) {
        guard !contested.isEmpty else { return }
        var known: [[AccountName: DatedKnowledge]] = []
        for journal in journals { known.append(try journal.datedKnowledge(of: contested)) }
        let owing = try journals.map { journal throws(JournalError) in
            Set(try journal.pendingDeliveries().map(\.username))
        }
        try write { database in
            for name in contested.sorted() {
                let places = known.indices.filter { known[$0][name] != nil }
                let all = places.compactMap { known[$0][name] }
                let (place, knowledge) = DatedKnowledge.merged(all)
                for id in all.compactMap(\.knowledge.userID) where id != knowledge.userID {
                    try Self.keepFormer(id, of: name, database)
                }
                try Transition.KnowledgeChange.known(knowledge).apply(to: name, database)
                let isOwedByWinner = owing[places[place]].contains(name)
                let isSameAccount = zip(places, all).contains { journal, dated in
                    owing[journal].contains(name) && dated.knowledge.userID == knowledge.userID
                }
                if !isOwedByWinner, !isSameAccount { try Self.doubtDelivery(of: name, database) }
            }
        }
    }

    /// Ensures that no two names share an id: an adopted id is wrong if another journal has it from flowServ, and if
    /// neither of two names can be preferred, neither uses the id.
    func separateIDs() throws(JournalError) {
        try write { database in
            let rows = try Row.fetchAll(database, sql: Self.sharedIDs).compactMap(Holder.init)
            for holders in Dictionary(grouping: rows, by: \.id).values {
                let hasOwner = holders[0].rank < holders[1].rank
                for holder in hasOwner ? holders[1...] : holders[...] where holder.isPending {
                    let other = hasOwner ? holders[0] : holders.first { $0.name != holder.name } ?? holder
                    let words = "another journal has \(holder.id) as the id of \(AccountSpelling.text(other.name))"
                    if hasOwner {
                        try Self.strand(holder.name, becauseNot: holder.id, words: words, in: database)
                    } else {
                        try Transition.KnowledgeChange.known(.stranded(words)).apply(to: holder.name, database)
                    }
                }
            }
        }
    }

    /// One of several names with the same id.
    private struct Holder {
        let id: UserID
        let name: AccountName
        /// How unreliable the id is, in the order active, pending, adopted.
        let rank: Int
        let isPending: Bool

        init?(_ row: Row) {
            guard let id = UserIDColumn.id(row[0]) else { return nil }
            self.id = id
            name = AccountName(row[1])
            isPending = row[2] == 1
            rank = 2 * (row[2] as Int) + (row[3] as Int)
        }
    }

    private static let sharedIDs = """
        SELECT user_id, username, status, EXISTS (SELECT 1 FROM adopted WHERE adopted.username = account.username
                AND adopted.user_id = account.user_id) AS adopted
        FROM account WHERE user_id IN (
            SELECT user_id FROM account WHERE user_id IS NOT NULL GROUP BY user_id HAVING count(*) > 1)
        ORDER BY user_id, status, adopted, username
        """

    private static func keepFormer(_ id: UserID, of name: AccountName, _ database: Database) throws {
        try JournalStatement(
            "INSERT OR IGNORE INTO former_id (username, user_id) VALUES (?, ?)", database
        ).run(.text(name.text), UserIDColumn.value(id))
    }

    /// Marks a delivery as unproven: a password that belonged to another account of this name may still be right, but
    /// a login must prove it.
    private static func doubtDelivery(of name: AccountName, _ database: Database) throws {
        try JournalStatement("UPDATE hand_out SET state = 'sent' WHERE username = ?", database).run(.text(name.text))
    }

    /// Copies the doubts about ids that accounts still have.  The first run in doubt counts.
    func copyDoubts(of other: Journal, _ runs: [RenumberedRun]) throws(JournalError) {
        let numbers = Dictionary(uniqueKeysWithValues: runs.map { ($0.old, $0.new) })
        let doubts = try other.doubtfulIDs()
        try write { database in
            for doubt in doubts {
                try JournalStatement(
                    """
                    INSERT INTO doubt (username, user_id, run) SELECT username, user_id, ? FROM account
                        WHERE username = ? AND user_id = ? AND status = 1
                        ON CONFLICT (username) DO UPDATE SET run = min(run, excluded.run)
                    """, database
                ).run(.integer(numbers[doubt.run] ?? 0), .text(doubt.username.text), UserIDColumn.value(doubt.id))
            }
        }
    }

    /// Returns what the journal knows of these accounts, and since when.
    private func datedKnowledge(of names: Set<AccountName>) throws(JournalError) -> [AccountName: DatedKnowledge] {
        let known = try knowledge().filter { names.contains($0.key) }
        return try read { database in
            let listed = try Self.lastListing(database)
            let end = try String.fetchOne(database, sql: "SELECT max(coalesce(finished, started)) FROM run") ?? ""
            var spans: [AccountName: (start: String, end: String)] = [:]
            try JournalStatement(Self.spans, database).forEachRow { row in
                let name = row.name(0)
                if names.contains(name) { spans[name] = (row.text(1) ?? "", row.text(2) ?? end) }
            }
            var dated: [AccountName: DatedKnowledge] = [:]
            for (name, knowledge) in known {
                let span = spans[name] ?? (start: "", end: end)
                var item = DatedKnowledge(knowledge: knowledge, earliest: span.start, latest: span.end)
                if case .active = knowledge {
                    item.earliest = max(item.earliest, listed)
                    item.latest = max(item.latest, listed)
                }
                dated[name] = item
            }
            return dated
        }
    }

    /// Returns when the latest run began that read the listing.  A manual registration reads none.
    private static func lastListing(_ database: Database) throws -> String {
        try String.fetchOne(database, sql: "SELECT max(started) FROM run WHERE rosters <> '[]'") ?? ""
    }

    /// For every account, the span of the runs that revealed something about it: not those that only planned, refused
    /// or skipped it.
    private static let spans = """
        SELECT username, max(started), max(coalesce(finished, '9')) FROM action JOIN run ON run.id = action.run
        WHERE state IN (1, 2, 3, 5, 7) OR (state = 4 AND attempts > 0)
        GROUP BY username
        """
}

extension AccountKnowledge {
    /// The account's id, if it is known.
    var userID: UserID? {
        switch self {
        case .active(let id), .pending(let id): id
        case .unknown, .stranded: nil
        }
    }
}

extension Journals {
    /// Throws if two journals owe different credentials to one account: only one of them can be delivered, and only
    /// the server can tell which.
    ///
    /// - Parameter inOrder: The positions of the journals, the one used last at the end.
    func refuseTwoDeliveries(_ inOrder: [Int]) throws(JournalError) {
        var owed: [AccountName: (journal: Int, origin: PasswordOrigin)] = [:]
        for index in inOrder {
            var twice: [Int: [AccountName]] = [:]
            for delivery in try all[index].pendingDeliveries() {
                if let other = owed[delivery.username], other.origin != delivery.origin {
                    twice[other.journal, default: []].append(delivery.username)
                }
                owed[delivery.username] = (index, delivery.origin)
            }
            if let (other, names) = twice.min(by: { $0.key < $1.key }) {
                throw .owedTwice(path: all[other].path, later: all[index].path, names: names.sorted())
            }
        }
    }
}
