public import FlowServ
public import Roster

/// Compares what the rosters want with what is known, and says what to do.  It is pure: the same input always
/// gives the same plan.
public struct Planner: Sendable {
    /// The day that `activate_on` is compared with.
    public var asOf: Day
    /// Names that must be left alone.
    public var protected: ProtectedNames

    /// A planner for one day.
    public init(asOf: Day, protected: ProtectedNames = ProtectedNames()) {
        self.asOf = asOf
        self.protected = protected
    }

    /// The changes that would make the server match the rosters.
    ///
    /// - Parameters:
    ///   - roster: All rosters together.  Its problems become blocked accounts.
    ///   - listing: The active accounts that the server lists.
    ///   - knowledge: What the journal knows.  Where the listing says otherwise, the listing is right.
    public func changes(
        roster: Roster, listing: [User], knowledge: [AccountName: AccountKnowledge]
    ) -> PlannedChanges {
        let listed = Dictionary(listing.map { (AccountName($0.username), $0.id) }) { first, _ in first }
        let names = roster.entries.map { AccountName($0.username) }
        let similar = SimilarNames(names + listed.keys)
        var changes = PlannedChanges()
        for (entry, name) in zip(roster.entries, names) {
            let known = listed[name].map(AccountKnowledge.active) ?? knowledge[name].flatMap(\.withoutListing)
            switch step(for: entry, known: known) {
            case .unchanged(let warning):
                changes.unchanged += 1
                if let warning { changes.warnings.append(warning) }
            case .blocked(let blocking):
                changes.blocked.append(BlockedAccount(name, blocking, entry.location))
            case .due(let kind, let userID):
                if let blocking = blocking(name, entry, kind, similar) {
                    changes.blocked.append(BlockedAccount(name, blocking, entry.location))
                } else {
                    changes.actions.append(PlannedAction(name, kind, userID, entry, asOf: asOf))
                }
            }
        }
        changes.blocked += roster.problems.compactMap(BlockedAccount.init)
        changes.unmanaged = unmanaged(listed: listed.keys, named: names, roster)
        changes.warnings += repeatedNames(listing)
        changes.sort()
        return changes
    }

    /// What the state table of the design says about one row.
    private enum Step {
        case unchanged(warning: String?)
        case due(Action.Kind, UserID?)
        case blocked(Blocking)
    }

    private func step(for entry: RosterEntry, known: AccountKnowledge?) -> Step {
        switch (known, entry.state(asOf: asOf)) {
        case (.active, .active), (.pending, .pending):
            return .unchanged(warning: nil)
        case (.active, .pending):
            return .unchanged(
                warning: "\(entry.location): \(entry.username) is wanted pending but is active already, "
                    + "and flowServ cannot deactivate an account.")
        case (.pending(let id), .active):
            return .due(.activate, id)
        case (nil, _):
            return .due(.register, nil)
        case (.unknown, _):
            return .due(.settle, nil)
        case (.stranded(let words), let wanted):
            guard let id = entry.flowservID.map(UserID.init(rawValue:)) else {
                return .blocked(.stranded(words: words))
            }
            return wanted == .active ? .due(.activate, id) : .unchanged(warning: nil)
        }
    }

    private func blocking(
        _ name: AccountName, _ entry: RosterEntry, _ kind: Action.Kind, _ similar: SimilarNames
    ) -> Blocking? {
        if let pattern = protected.pattern(covering: name) { return .protected(pattern: pattern) }
        let others = similar.others(than: name)
        if !others.isEmpty { return .similarName(others) }
        if kind == .register, entry.password == nil { return .noPassword }
        return nil
    }

    private func unmanaged(
        listed: some Sequence<AccountName>, named: [AccountName], _ roster: Roster
    ) -> [AccountName] {
        let invalid = roster.problems.compactMap(\.username).map(AccountName.init)
        let managed = Set(named).union(invalid)
        return listed.filter { !managed.contains($0) }
    }

    /// Two registers of one name that raced have left two accounts: the server answers 500 for that name from
    /// then on.
    private func repeatedNames(_ listing: [User]) -> [String] {
        var seen: Set<AccountName> = []
        let repeated = listing.map { AccountName($0.username) }.filter { !seen.insert($0).inserted }
        return Set(repeated).sorted().map {
            "The server lists \"\($0)\" more than once; its login cannot work until a database administrator "
                + "removes the surplus rows."
        }
    }
}

extension AccountKnowledge {
    /// What remains of it when the listing does not show the account: an active one is gone.
    fileprivate var withoutListing: AccountKnowledge? {
        if case .active = self { nil } else { self }
    }
}

extension PlannedAction {
    fileprivate init(
        _ name: AccountName, _ kind: Action.Kind, _ userID: UserID?, _ entry: RosterEntry, asOf: Day
    ) {
        self.init(
            username: name, action: kind, state: entry.state(asOf: asOf), userID: userID?.rawValue,
            file: entry.location.file, line: entry.location.line)
    }
}

extension BlockedAccount {
    fileprivate init(_ name: AccountName, _ blocking: Blocking, _ location: SourceLocation) {
        self.init(
            username: name, code: blocking.code, reason: blocking.reason(for: name), file: location.file,
            line: location.line)
    }

    /// A row that is not valid blocks its account, where it names one.
    fileprivate init?(_ problem: RosterProblem) {
        guard let username = problem.username else { return nil }
        self.init(
            AccountName(username), .invalidRow(code: problem.code.rawValue, message: problem.message),
            problem.location)
    }
}

extension PlannedChanges {
    fileprivate mutating func sort() {
        actions.sort { $0.username < $1.username }
        blocked.sort { ($0.username, $0.line) < ($1.username, $1.line) }
        unmanaged.sort()
        warnings.sort()
    }
}
