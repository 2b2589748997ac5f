internal import Accounts
internal import Bytes
internal import FlowServ
internal import Roster

/// What a plan says beside its actions: invalid rows, unmanaged accounts, warnings.
extension Planner {
    /// Rows that are not valid block their accounts: one entry a row, however much is wrong with it.
    func blocked(by problems: [RosterProblem]) -> [BlockedAccount] {
        let named = problems.filter { $0.username != nil }
        let rows = Dictionary(grouping: named) { "\($0.location.file):\($0.location.line)" }
        return rows.values.compactMap(BlockedAccount.init)
    }

    /// What is wrong where there is no name to block: it must not go unsaid.
    func withoutName(_ roster: Roster) -> [String] {
        let unlisted = roster.unlistedProblems
        return roster.problems.filter { $0.username == nil }.map { "Left out: \($0)" }
            + (unlisted > 0
                ? ["Left out: \(unlisted) more problems; to see what they are like, type: \(call("check ROSTER"))"]
                : [])
    }

    /// Registers whose outcome is unknown and whose rows are in no roster any more: a listing settles them, and nothing
    /// is registered.
    func settle(
        _ unsettled: [UnsettledAccount], missingFrom roster: Roster, and listing: Listing,
        into changes: inout PlannedChanges
    ) {
        let mine = unsettled.filter { isMine($0.username) }
        if mine.isEmpty { return }
        let invalid = Set(roster.problems.compactMap(\.username).map { AccountName($0) })
        let listed = Listed(listing)
        let gone = mine.filter { account in
            !roster.entries.hasRow(of: account.username) && !invalid.contains(account.username)
                && listed.id(of: account.username) == nil
        }
        changes.actions += gone.filter { !$0.isPending }.map { account in
            PlannedAction(
                username: account.username, action: .settle, state: .active, userID: nil, file: account.file,
                line: account.line, remark: .rowGone)
        }
        changes.warnings += gone.filter(\.isPending).map { account in
            "\(account.username) was to be registered as pending, the answer was lost, and no roster has its row now.  The "
                + "next run over a roster that has it settles it.  If it is to have no account, type: "
                + call("account retry \(account.username.shellWord)")
        }
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

    /// Two registers of one name that raced have left two accounts: the server answers 500 for that name from
    /// then on.
    func warnings(ofRepeated names: [AccountName]) -> [String] {
        names.map {
            "The server lists \"\($0)\" more than once; its login cannot work until a database administrator "
                + "removes the surplus rows."
        }
    }
}

extension BlockedAccount {
    /// A row that is not valid, by its problems.
    fileprivate init?(_ row: [RosterProblem]) {
        guard let first = row.first, let username = first.username else { return nil }
        self.init(
            AccountName(username),
            by: .invalidRow(code: first.code.rawValue, message: row.map(\.message).joined(separator: "  ")),
            at: first.location)
    }
}
