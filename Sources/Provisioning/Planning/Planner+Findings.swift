internal import Accounts
internal import Bytes
internal import FlowServ
internal import Roster

/// The contents of a plan besides its actions: invalid rows, unmanaged accounts, warnings.
extension Planner {
    /// Returns the blocked accounts of invalid rows: one entry per row, with all its problems.
    func blocked(by problems: [RosterProblem]) -> [Blocked] {
        let named = problems.filter { $0.username != nil }
        let rows = Dictionary(grouping: named) { "\($0.location.file):\($0.location.line)" }
        return rows.values.compactMap(Blocked.init)
    }

    /// Returns warnings for problems without a name to block, so that none goes unreported.
    func withoutName(_ roster: Roster) -> [PlanWarning] {
        let unlisted = roster.unlistedProblems
        return roster.problems.filter { $0.username == nil }.map(PlanWarning.leftOut)
            + (unlisted > 0 ? [.moreLeftOut(unlisted)] : [])
    }

    /// Handles registers with an unknown outcome whose rows are no longer in a roster: a listing settles them, and
    /// nothing is registered.
    func settle(
        _ unsettled: [UnsettledAccount], missingFrom roster: Roster, and listing: Listing,
        into changes: inout PlannedChanges
    ) {
        let mine = unsettled.filter { isMine($0.username) }
        if mine.isEmpty { return }
        let invalid = Set(roster.problems.compactMap(\.username).map { AccountName($0) })
        let listed = ListingIndex(listing)
        let gone = mine.filter { account in
            !roster.entries.hasRow(of: account.username) && !invalid.contains(account.username)
                && listed.id(of: account.username) == nil
        }
        changes.actions += gone.filter { !$0.isPending }.map { account in
            PlannedAction(
                username: account.username, action: .settle, state: .active, userID: nil, file: account.file,
                line: account.line, remark: .rowGone)
        }
        changes.warnings += gone.filter(\.isPending).map { .rowGone($0.username) }
        if !gone.isEmpty { changes.actions.sort { $0.username < $1.username } }
    }

    func unmanaged(in sorted: SortedListing, join: RosterJoin, roster: Roster) -> [AccountName] {
        let invalid = Set(roster.problems.compactMap(\.username).map { AccountName($0) })
        var names: [AccountName] = []
        for account in sorted.order where !join.isNamed(account: Int(account)) {
            let name = sorted.listing.name(at: Int(account))
            if names.last != name, !invalid.contains(name), isMine(name) { names.append(name) }
        }
        return names
    }

    /// Returns warnings for names that are listed twice.  They are the result of two concurrent registers: the server
    /// answers 500 for such a name from then on.
    func warnings(ofRepeated names: [AccountName]) -> [PlanWarning] { names.map(PlanWarning.listedTwice) }
}

extension Blocked {
    /// Creates an invalid row from its problems.
    fileprivate init?(_ row: [RosterProblem]) {
        guard let first = row.first, let username = first.username else { return nil }
        self.init(AccountName(username), .invalidRow(row), at: first.location)
    }
}
