internal import ByteStore
public import FlowServ
public import Roster

/// Compares what the rosters want with what is known, and says what to do.  It is pure: the same input always
/// gives the same plan.
public struct Planner: Sendable {
    /// The day that `activate_on` is compared with.
    public var asOf: Day
    /// Names that must be left alone.
    public var protected: ProtectedNames

    /// Whether everything is registered, as pending, before anything is activated.
    public var isTwoPhase: Bool

    /// Which rows are planned.  The others are judged all the same, and their accounts are managed.
    public var filter: RowFilter

    /// Where the first password of a row without one comes from.
    public var passwordSource: PasswordSource

    /// Which names are planned and managed; nil for all of them.  Every row is judged all the same.
    public var shard: Shard?

    /// A planner for one day.
    public init(
        asOf: Day, protected: ProtectedNames = ProtectedNames(), isTwoPhase: Bool = false,
        filter: RowFilter = RowFilter(), passwordSource: PasswordSource = .roster, shard: Shard? = nil
    ) {
        self.asOf = asOf
        self.protected = protected
        self.isTwoPhase = isTwoPhase
        self.filter = filter
        self.passwordSource = passwordSource
        self.shard = shard
    }

    /// The changes that would make the server match the rosters.
    ///
    /// - Parameters:
    ///   - roster: All rosters together.  Its problems become blocked accounts.
    ///   - listing: The active accounts that the server lists.
    ///   - knowledge: What the journal knows.  Where the listing says otherwise, the listing is right.
    ///   - waves: The earlier two-phase runs whose accounts wait.
    ///   - owed: The credentials that earlier runs owe.
    public func changes(
        roster: Roster, listing: some Sequence<User>, knowledge: [AccountName: AccountKnowledge],
        waves: [HeldWave] = [], owed: [HandOut] = []
    ) -> PlannedChanges {
        let sorted = SortedListing(Listing(listing))
        return changes(
            roster: roster, listing: sorted, join: RosterJoin(roster.entries, sorted.listing), knowledge: knowledge,
            waves: waves, owed: owed)
    }

    /// The same, of a listing that is sorted and joined with the roster already.
    public func changes(
        roster: Roster, listing: SortedListing, join: RosterJoin, knowledge: [AccountName: AccountKnowledge],
        waves: [HeldWave] = [], owed: [HandOut] = []
    ) -> PlannedChanges {
        var changes = PlannedChanges()
        changes.isTwoPhase = isTwoPhase
        let chosen = filter.choice(of: roster.entries).entries
        let due = dueRows(chosen, join, knowledge, &changes)
        if !filter.isEmpty || shard != nil {
            let taken = changes.unchanged + changes.blocked.count + due.count
            changes.selection = Plan.Selection(filter, shard: shard, leftOut: roster.entries.count - taken)
        }
        let earlier = Dictionary(owed.map { ($0.username, $0.origin.source) }) { first, _ in first }
        judge(due, of: chosen, similarNames(due, roster, listing.listing, join), earlier, &changes)
        changes.owed = owed.filter(\.isOwed).map {
            OwedCredential(username: $0.username, password: $0.origin.source)
        }
        changes.blocked += blocked(by: roster.problems).filter { isMine($0.username) }
        if !waves.isEmpty { hold(waves, Listed(listing.listing), knowledge, &changes) }
        changes.unmanaged = unmanaged(listing, join, roster)
        changes.warnings += withoutName(roster) + warnings(ofRepeated: listing.repeated.filter(isMine))
        changes.sort()
        if !protected.patterns.isEmpty {
            changes.protected = changes.unmanaged.filter { protected.pattern(covering: $0) != nil }
        }
        return changes
    }

    func isMine(_ name: AccountName) -> Bool { shard?.contains(name) ?? true }

    /// A row for which something is due.
    private struct DueRow {
        /// Its place among the chosen entries.
        let position: UInt32
        let kind: Action.Kind
        let username: AccountName
        let userID: UserID?
    }

    /// Takes every chosen row's step; those that are due come back, by username.
    private func dueRows(
        _ chosen: RosterEntries, _ join: RosterJoin, _ knowledge: [AccountName: AccountKnowledge],
        _ changes: inout PlannedChanges
    ) -> [DueRow] {
        let stretches = Stretches.map(chosen.count) { positions in
            var (due, changes) = ([DueRow](), PlannedChanges())
            for position in positions { take(position, of: chosen, join, knowledge, &due, &changes) }
            return (due, changes)
        }
        for (_, part) in stretches {
            changes.unchanged += part.unchanged
            changes.warnings += part.warnings
            changes.blocked += part.blocked
        }
        return inOrder(Array(stretches.lazy.map(\.0).joined()))
    }

    private func take(
        _ position: Int, of chosen: RosterEntries, _ join: RosterJoin, _ knowledge: [AccountName: AccountKnowledge],
        _ due: inout [DueRow], _ changes: inout PlannedChanges
    ) {
        if let shard, !chosen.isName(at: position, in: shard) { return }
        let isListed = join.isListed(row: chosen.nameRow(at: position))
        if isListed, chosen.state(at: position, asOf: asOf) == .active {
            changes.unchanged += 1
            return
        }
        let entry = chosen[position]
        let name = AccountName(entry.username)
        switch step(for: entry, isListed: isListed, known: knowledge[name]?.withoutListing) {
        case .unchanged(let warning):
            changes.unchanged += 1
            if let warning { changes.warnings.append(warning) }
        case .blocked(let blocking):
            changes.blocked.append(BlockedAccount(name, blocking, entry.location))
        case .due(let kind, let userID):
            due.append(DueRow(position: UInt32(position), kind: kind, username: name, userID: userID))
        }
    }

    /// The rows by the bytes of their names; the first eight decide most of the time.
    private func inOrder(_ due: [DueRow]) -> [DueRow] {
        let isInOrder = due.indices.dropFirst().allSatisfy { !(due[$0].username < due[$0 - 1].username) }
        if isInOrder { return due }
        var keys = due.indices.map { (key: (UInt64(0), UInt64(0)), index: $0) }
        for index in due.indices {
            due[index].username.withBytes { keys[index].key = ($0.key(at: 0), $0.key(at: 8)) }
        }
        keys.sort { left, right in
            left.key == right.key ? due[left.index].username < due[right.index].username : left.key < right.key
        }
        return keys.map { due[$0.index] }
    }

    private func similarNames(
        _ due: [DueRow], _ roster: Roster, _ listing: Listing, _ join: RosterJoin
    ) -> SimilarNames {
        var similar = SimilarNames(due.lazy.map(\.username))
        similar.compare(roster.entries, listing, skips: join.isNamed)
        return similar
    }

    /// Makes actions of what is due, unless something forbids them.
    private func judge(
        _ due: [DueRow], of chosen: RosterEntries, _ similar: SimilarNames, _ earlier: [AccountName: PasswordSource],
        _ changes: inout PlannedChanges
    ) {
        changes.actions.reserveCapacity(due.count)
        for row in due {
            let entry = chosen[Int(row.position)]
            if let blocking = blocking(row.username, entry, row.kind, similar) {
                changes.blocked.append(BlockedAccount(row.username, blocking, entry.location))
            } else {
                var action = PlannedAction(row.username, row.kind, row.userID, entry, asOf: asOf)
                action.password = password(of: entry, row.kind, earlier[row.username])
                changes.actions.append(action)
            }
        }
    }

    private func hold(
        _ waves: [HeldWave], _ listed: Listed, _ knowledge: [AccountName: AccountKnowledge],
        _ changes: inout PlannedChanges
    ) {
        changes.hold(waves) { name in
            if listed.id(of: name) != nil { return true }
            if case .pending = knowledge[name] { return true }
            return false
        }
    }

    /// What the state table of the design says about one row.
    private enum Step {
        case unchanged(warning: String?)
        case due(Action.Kind, UserID?)
        case blocked(Blocking)
    }

    private func step(for entry: RosterEntry, isListed: Bool, known: AccountKnowledge?) -> Step {
        let wanted = entry.state(asOf: asOf)
        if isListed {
            return .unchanged(
                warning: wanted == .active
                    ? nil
                    : "\(entry.location): \(entry.username) is wanted pending but is active already, "
                        + "and flowServ cannot deactivate an account.")
        }
        switch (known, wanted) {
        case (.active, _), (.pending, .pending):
            return .unchanged(warning: nil)
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
        if kind == .register, !entry.hasPassword, passwordSource == .roster { return .noPassword }
        return nil
    }

    /// Where the first password comes from that the action is about, where it is worth a word.
    ///
    /// - Parameter earlier: Where the one comes from that an earlier run has sent.
    private func password(
        of entry: RosterEntry, _ kind: Action.Kind, _ earlier: PasswordSource?
    ) -> PasswordSource? {
        if kind == .activate { return earlier == .invitation ? .invitation : nil }
        return earlier?.unlessRoster ?? (entry.hasPassword ? nil : passwordSource.unlessRoster)
    }
}

extension RosterEntries {
    fileprivate func isName(at position: Int, in shard: Shard) -> Bool {
        var isInShard = false
        withName(at: position) { isInShard = shard.contains(AccountName($0.text)) }
        return isInShard
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
    init(_ name: AccountName, _ blocking: Blocking, _ location: SourceLocation) {
        self.init(
            username: name, code: blocking.code, reason: blocking.reason(for: name), file: location.file,
            line: location.line)
    }
}

extension PasswordSource {
    /// The source where it is worth a word; most passwords stand in the roster.
    fileprivate var unlessRoster: PasswordSource? { self == .roster ? nil : self }
}

extension PlannedChanges {
    /// Sorts what does not come in order by itself.
    fileprivate mutating func sort() {
        owed.sort { $0.username < $1.username }
        blocked.sort { ($0.username, $0.file, $0.line) < ($1.username, $1.file, $1.line) }
        warnings.sort()
    }
}
