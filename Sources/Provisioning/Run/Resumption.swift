internal import Accounts
internal import FlowServ
internal import GRDB
public import Roster

/// An unfinished run, or one whose accounts wait behind its gate, about to be continued.
public struct Resumption: Sendable {
    let journal: Journal
    let run: RunRecord

    /// Continues this run.
    public init(journal: Journal, run: RunRecord) {
        self.journal = journal
        self.run = run
    }

    /// Takes the run up again: what no longer fits today's rosters is skipped, what the listing shows is done.
    ///
    /// - Parameters:
    ///   - roster: All rosters of the run, as they are today.
    ///   - listing: The active accounts that the server lists.
    ///   - opensGate: Whether a two-phase run goes on without the registrations that did not succeed.
    /// - Returns: The run as it is now.
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
                // An account that may still be reached by a late register is settled with the others.
                if action.state != .unknown { changes.append(try JournalChange(action, .listed(id))) }
            } else if action.state == .unknown, try journal.knowledge(of: action.username) != .unknown {
                // Registering it once more could only turn what is known into a stranded account.
                let row = roster.entries.named(action.username)
                let misfit = misfit(action, row, isChosen: chosen.named(action.username) != nil)
                changes.append(try JournalChange(action, event(forKnown: action, misfit)))
            } else if let id = action.state.userID, try journal.knowledge(of: action.username) != .pending(id),
                action.state.isRegistered
            {
                // Its wave has waited so long that the account is another one, or none, or the id is another account's.
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

    /// What becomes of an action whose register is settled already.
    private func event(forKnown action: Action, _ misfit: String?) throws(JournalError) -> ActionEvent {
        guard case .pending(let id) = try journal.knowledge(of: action.username) else {
            return .skipped("a later run has settled it")
        }
        return misfit.map(ActionEvent.skipped) ?? .adopted(id)
    }

    /// Why an action that has not left yet no longer fits its row.
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
    /// The first entry of a name.
    fileprivate func named(_ username: AccountName) -> RosterEntry? {
        username.withBytes { position(named: $0) }.map { self[$0] }
    }
}
