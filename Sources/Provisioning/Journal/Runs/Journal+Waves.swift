public import Accounts
internal import FlowServ
internal import GRDB

/// The rest of a two-phase run whose gate is closed.
public struct HeldWave: Hashable, Sendable {
    /// The run.
    public let run: Int64
    /// The accounts that are pending and would be activated.
    public let held: Set<AccountName>
    /// The accounts whose registration did not succeed.
    public let missing: Set<AccountName>
}

extension Journal {
    /// The condition that an action waits behind its gate: its account is pending, and under the same id.
    static let isHeld = """
        wanted = 0 AND state IN (3, 4) AND EXISTS (SELECT 1 FROM account
            WHERE account.username = action.username AND account.user_id = action.user_id AND status = 1)
        """

    /// Returns the two-phase runs whose accounts wait, the latest first.
    public func heldWaves() throws(JournalError) -> [HeldWave] {
        try read { database in
            try Int64.fetchAll(database, sql: "SELECT id FROM run WHERE gate = 'closed' ORDER BY id DESC").map {
                run in
                func names(_ condition: String) throws -> Set<AccountName> {
                    let names = try String.fetchAll(
                        database, sql: "SELECT username FROM action WHERE \(Self.inRun) AND \(condition)",
                        arguments: [run])
                    return Set(names.map { AccountName($0) })
                }
                return HeldWave(
                    run: run,
                    held: try names(Self.isHeld),
                    missing: try names("kind <> 1 AND state NOT BETWEEN 3 AND 5"))
            }.filter { !$0.held.isEmpty }
        }
    }

    /// Releases accounts that are no longer pending because they were activated elsewhere: the listing takes
    /// precedence over the gate.
    static func releaseHeld(by listed: ListingIndex, _ database: Database) throws {
        for run in try Int64.fetchAll(database, sql: "SELECT id FROM run WHERE gate = 'closed'") {
            let released = try Action.fetch(
                where: "\(inRun) AND wanted = 0 AND state IN (3, 4) AND NOT (\(isHeld))", [run], database)
            for action in released {
                if let id = listed.id(of: action.username) {
                    try JournalChange(action, .listed(id)).apply(to: database)
                } else if action.state.isRegistered {
                    try JournalChange(action, .skipped("it is no longer pending")).apply(to: database)
                }
            }
        }
    }

    /// Handles the accounts of earlier waves that a plan activates.
    ///
    /// If such a wave is complete by now, its gate opens.  If not, the plan is a two-phase one itself: the accounts
    /// that it activates then wait behind its gate, and the others stay where they are.
    static func passWaves(to plan: Plan, listed: ListingIndex?, in database: Database) throws {
        let activated = Set(plan.actions.lazy.filter { $0.action == .activate }.map(\.username))
        guard !activated.isEmpty else { return }
        for run in try Int64.fetchAll(database, sql: "SELECT id FROM run WHERE gate = 'closed'") {
            let held = try Action.fetch(where: "\(inRun) AND wanted = 0 AND state IN (3, 4)", [run], database)
            let taken = held.filter { activated.contains($0.username) }
            if taken.isEmpty { continue }
            if try isWhole(run, by: listed, in: database) {
                try openGate(of: run, database)
                continue
            }
            for action in taken where action.state.isRegistered {
                try JournalChange(action, .skipped("it waits in a later two-phase run")).apply(to: database)
            }
            // No account is left behind the gate.
            if taken.count == held.count { try openGate(of: run, database) }
        }
    }

    /// Returns whether every account that a two-phase run could not register exists by now.
    private static func isWhole(_ run: Int64, by listed: ListingIndex?, in database: Database) throws -> Bool {
        let missing = try String.fetchAll(
            database,
            sql: """
                SELECT username FROM action WHERE \(inRun) AND kind <> 1 AND state NOT BETWEEN 3 AND 5
                    AND NOT EXISTS (SELECT 1 FROM account
                        WHERE account.username = action.username AND account.status <= 1)
                """, arguments: [run])
        return missing.allSatisfy { listed?.id(of: AccountName($0)) != nil }
    }

    /// Returns whether every registration of a run has succeeded.
    func waveIsWhole(_ run: Int64) throws(JournalError) -> Bool {
        try read { database in
            try !Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM action WHERE \(Self.inRun) AND kind <> 1
                        AND state NOT BETWEEN 3 AND 5)
                    """, arguments: [run]
            ).orFalse
        }
    }

    /// Opens the gate of a two-phase run.
    func openGate(of run: Int64) throws(JournalError) {
        try write { database in try Self.openGate(of: run, database) }
    }

    static func openGate(of run: Int64, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE run SET gate = 'open' WHERE id = ? AND gate = 'closed'", arguments: [run])
    }
}

extension Bool? {
    fileprivate var orFalse: Bool { self ?? false }
}
