public import FlowServ
public import Roster

/// Prepares an unfinished run to be continued: what no longer fits today's rosters is skipped, what the listing
/// shows is done.
public struct Resumption: Sendable {
    let journal: Journal
    let run: RunRecord

    /// Continues this run.
    public init(journal: Journal, run: RunRecord) {
        self.journal = journal
        self.run = run
    }

    /// Compares what is still open with the rosters and the listing, and records the difference at once.
    ///
    /// - Returns: The actions that are not done any more, each with its reason.
    @discardableResult
    public func reconcile(roster: Roster, listing: [User]) throws(JournalError) -> [Action] {
        let listed = Dictionary(listing.map { (AccountName($0.username), $0.id) }) { first, _ in first }
        let rows = Dictionary(roster.entries.map { (AccountName($0.username), $0) }) { first, _ in first }
        var events: [(action: Action, event: ActionEvent)] = []
        for action in try journal.openActions(of: run.id) {
            if let id = listed[action.username] {
                // An account that may still be reached by a late register is settled with the others.
                if action.state != .unknown { events.append((action, .listed(id))) }
            } else if action.state == .planned || action.state.isRegistered,
                let reason = misfit(action, rows[action.username])
            {
                events.append((action, .skipped(reason)))
            }
        }
        try journal.record(events)
        let skipped = Set(events.filter { $0.event.isSkip }.map(\.action.id))
        return try journal.actions(of: run.id).filter { skipped.contains($0.id) }
    }

    /// Why an action that has not left yet no longer fits its row.
    private func misfit(_ action: Action, _ row: RosterEntry?) -> String? {
        guard let row else { return "its row is not in the roster any more" }
        let wanted = row.state(asOf: run.asOf)
        if wanted != action.wanted {
            return "its row wants it \(wanted.rawValue) now, the plan wanted it \(action.wanted.rawValue)"
        }
        if action.state == .planned, row.password == nil { return "its row has no password any more" }
        return nil
    }
}

extension ActionEvent {
    fileprivate var isSkip: Bool {
        if case .skipped = self { true } else { false }
    }
}
