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
        let open = try journal.openActions(of: run.id)
        let chosen = (run.options.filter ?? RowFilter()).choice(of: roster.entries).entries
        var changes: [JournalChange] = []
        for action in open {
            if let id = listed.id(of: action.username) {
                // An account that a late register may still reach is settled with the others.
                if action.state != .unknown { changes.append(try JournalChange(action, .listed(id))) }
            } else if action.state == .unknown, try journal.knowledge(of: action.username) != .unknown {
                // Registering it again could only turn a known account into a stranded one.
                let row = roster.entries.named(action.username)
                let misfit = misfit(action, row, isChosen: chosen.named(action.username) != nil)
                changes.append(try JournalChange(action, event(forKnown: action, misfit)))
            } else if let id = action.state.userID, try journal.knowledge(of: action.username) != .pending(id),
                action.state.isRegistered
            {
                // Its wave has waited so long that the account is another one, or none, or the id belongs to another
                // account.
                changes.append(try JournalChange(action, .skipped("it is not pending under \(id) any more")))
            } else if action.state == .planned || action.state.isRegistered,
                let reason = misfit(
                    action, roster.entries.named(action.username),
                    isChosen: chosen.named(action.username) != nil)
            {
                changes.append(try JournalChange(action, .skipped(reason)))
            }
        }
        return changes
    }

    /// Returns the event for an action whose register is already settled.
    private func event(forKnown action: Action, _ misfit: String?) throws(JournalError) -> ActionEvent {
        guard case .pending(let id) = try journal.knowledge(of: action.username) else {
            return .skipped("a later run has settled it")
        }
        return misfit.map(ActionEvent.skipped) ?? .adopted(id)
    }

    /// Returns why an unsent action no longer matches its row.
    private func misfit(_ action: Action, _ row: RosterEntry?, isChosen: Bool) -> String? {
        guard let row else { return "its row is not in the roster any more" }
        if !isChosen { return "its row does not match --where any more" }
        let wanted = row.state(asOf: run.asOf)
        if wanted != action.wanted {
            return "its row wants it \(wanted.rawValue) now, the plan wanted it \(action.wanted.rawValue)"
        }
        let source = run.options.credentials?.source ?? .roster
        if action.state == .planned, row.password == nil, source == .roster {
            return "its row has no password any more"
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
