internal import Accounts
internal import FlowServ
internal import GRDB
public import Roster

/// An unfinished run, or one whose accounts wait behind its gate, about to be continued.
public struct Resumption: Sendable {
    let journal: Journal
    let run: RunRecord

    /// Creates the continuation of this run.
    public init(journal: Journal, run: RunRecord) {
        self.journal = journal
        self.run = run
    }

    /// Continues the run: actions that no longer match the rosters are skipped, and actions that the listing shows as
    /// done are ended.
    ///
    /// - Parameters:
    ///   - roster: All rosters of the run, in their current state.
    ///   - listing: The active accounts that the server lists.
    ///   - opensGate: Whether a two-phase run continues without the registrations that did not succeed.
    /// - Returns: The resulting run.
    public func begin(
        roster: Roster, listing: ListingIndex, opensGate: Bool = false
    ) throws(JournalError) -> RunRecord {
        try journal.strandMistaken(by: listing.listing)
        let changes = try changes(roster, listing)
        return try journal.write { database in
            try Journal.reopen(run.id, database)
            if opensGate { try Journal.openGate(of: run.id, database) }
            for change in changes { try change.apply(to: database) }
            return try Journal.run(run.id, database)
        }
    }

    private func changes(_ roster: Roster, _ listed: ListingIndex) throws(JournalError) -> [JournalChange] {
        let chosen = (run.options.filter ?? RowFilter()).choice(of: roster.entries).entries
        var changes: [JournalChange] = []
        for action in try journal.openActions(of: run.id) {
            let reason = reasonToSkip(
                action, row: roster.entries.named(action.username),
                isChosen: chosen.named(action.username) != nil)
            guard let event = try event(for: action, listed: listed.id(of: action.username), reason: reason) else {
                continue
            }
            changes.append(try JournalChange(action, event))
        }
        return changes
    }

    /// What happens to an open action before the run goes on; nil when it simply goes on.
    ///
    /// - Parameters:
    ///   - id: The id under which the server lists the account now.
    ///   - reason: Why the action no longer fits its row.
    private func event(
        for action: Action, listed id: UserID?, reason: String?
    ) throws(JournalError) -> ActionEvent? {
        // An account that may still be reached by a late register is settled with the others.
        if let id { return action.state == .unknown ? nil : .listed(id) }
        let knowledge = try journal.knowledge(of: action.username)
        switch (action.state, knowledge) {
        case (.unknown, .unknown): return nil
        // Registering it once more could only turn what is known into a stranded account.
        case (.unknown, .pending(let id)): return reason.map(ActionEvent.skipped) ?? .adopted(id)
        case (.unknown, _): return .skipped("a later run has settled it")
        // Its wave has waited so long that the account is another one, or none, or the id is another account's.
        case (.registered(let id), _) where knowledge != .pending(id):
            return .skipped("it is no longer pending under \(id)")
        case (.planned, _), (.registered, _): return reason.map(ActionEvent.skipped)
        default: return nil
        }
    }

    /// Returns why an unsent action no longer matches its row.
    private func reasonToSkip(_ action: Action, row: RosterEntry?, isChosen: Bool) -> String? {
        guard let row else { return "its row is no longer in the roster" }
        if !isChosen { return "its row is no longer among the chosen rows" }
        let wanted = row.state(asOf: run.asOf)
        if wanted != action.wanted {
            return "its row wants it \(wanted.rawValue) now; the plan wanted it \(action.wanted.rawValue)"
        }
        let source = run.options.credentials?.source ?? .roster
        if action.state == .planned, row.password == nil, source == .roster {
            return "its row no longer has a password"
        }
        return nil
    }
}

extension RosterEntries {
    /// Returns the first entry of a name.
    fileprivate func named(_ username: AccountName) -> RosterEntry? {
        username.withBytes { position(named: $0) }.map { self[$0] }
    }
}
