public import Accounts
internal import Bytes
public import FlowServ
public import Roster

/// Compares the rosters with what is known, and returns the changes to make.  It is pure: the same input always gives
/// the same plan.
public struct Planner: Sendable {
    /// The day that `activate_on` is compared with.
    public var asOf: Day
    /// The names that must not be touched.
    public var protected: ProtectedNames

    /// Whether every account is registered, as pending, before any is activated.
    public var isTwoPhase: Bool

    /// The rows to plan.  The others are still checked, and their accounts are managed.
    public var filter: RowFilter

    /// The source of the first password of a row without one.
    public var passwordSource: PasswordSource

    /// The names that are planned and managed; nil for all of them.  Every row is still checked.
    public var shard: Shard?

    /// Creates a planner for one day.
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

    /// Returns the changes that would make the server match the rosters.
    ///
    /// - Parameters:
    ///   - roster: All rosters together.  Its problems become blocked accounts.
    ///   - listing: The active accounts that the server lists.
    ///   - knowledge: What the journal knows.  If the listing differs, the listing is right.
    ///   - waves: The earlier two-phase runs whose accounts wait.
    public func changes(
        roster: Roster, listing: some Sequence<User>, knowledge: [AccountName: AccountKnowledge],
        waves: [HeldWave] = []
    ) -> PlannedChanges {
        let sorted = SortedListing(Listing(listing))
        var facts = JournalFacts()
        facts.waves = waves
        return changes(
            roster: roster, listing: sorted, join: RosterJoin(roster.entries, sorted.listing), knowledge: knowledge,
            facts: facts)
    }

    /// Returns the changes for a listing that is already sorted and joined with the roster.
    public func changes(
        roster: Roster, listing: SortedListing, join: RosterJoin, knowledge: [AccountName: AccountKnowledge],
        facts: JournalFacts
    ) -> PlannedChanges {
        var changes = PlannedChanges()
        changes.isTwoPhase = isTwoPhase
        let chosen = filter.choice(of: roster.entries).entries
        let known = Known(
            accounts: knowledge, facts: facts,
            adopted: adopted(in: facts, listing: listing.listing, knowledge: knowledge),
            claimed: ClaimedIDs(
                in: roster.entries, listing: listing.listing, knowledge: knowledge, holders: facts.holders))
        let due = dueRows(among: chosen, join: join, known: known, into: &changes)
        if !filter.isEmpty || shard != nil {
            let taken = changes.unchanged + changes.blocked.count + due.count
            changes.selection = Plan.Selection(filter, shard: shard, leftOut: roster.entries.count - taken)
        }
        let similar = similarNames(to: due, roster: roster, listing: listing.listing, join: join)
        judge(due, of: chosen, similar: similar, facts: facts, into: &changes)
        changes.owed = facts.owed.filter(\.isOwed).map {
            OwedCredential(username: $0.username, password: $0.origin.source)
        }
        changes.blocked += blocked(by: roster.problems).filter { isMine($0.username) }
        if !facts.waves.isEmpty {
            hold(facts.waves, listed: ListingIndex(listing.listing), knowledge: knowledge, in: &changes)
        }
        settle(facts.unsettled, missingFrom: roster, and: listing.listing, into: &changes)
        changes.unmanaged = unmanaged(in: listing, join: join, roster: roster)
        changes.warnings += withoutName(roster) + warnings(ofRepeated: listing.repeated.filter(isMine))
        changes.sort()
        if !protected.patterns.isEmpty {
            changes.protected = changes.unmanaged.filter { protected.pattern(covering: $0) != nil }
        }
        return changes
    }

    func isMine(_ name: AccountName) -> Bool { shard?.contains(name) ?? true }

    /// The knowledge besides the rosters and the listing.
    private struct Known {
        let accounts: [AccountName: AccountKnowledge]
        let facts: JournalFacts
        /// The adopted accounts whose passwords must still be replaced.
        let adopted: [AccountName: UserID]
        let claimed: ClaimedIDs
    }

    /// A row with a due action.
    private struct DueRow {
        /// Its position among the selected entries.
        let position: UInt32
        let kind: Action.Kind
        let username: AccountName
        let userID: UserID?
        var isAdopted = false
    }

    /// Determines the step of every selected row and returns the due ones, by username.
    private func dueRows(
        among chosen: RosterEntries, join: RosterJoin, known: Known, into changes: inout PlannedChanges
    ) -> [DueRow] {
        let stretches = ParallelChunks.map(chosen.count) { positions in
            var (due, changes) = ([DueRow](), PlannedChanges())
            for position in positions {
                planRow(position, of: chosen, join: join, known: known, due: &due, changes: &changes)
            }
            return (due, changes)
        }
        for (_, part) in stretches {
            changes.unchanged += part.unchanged
            changes.warnings += part.warnings
            changes.blocked += part.blocked
        }
        return inOrder(Array(stretches.lazy.map(\.0).joined()))
    }

    private func planRow(
        _ position: Int, of chosen: RosterEntries, join: RosterJoin, known: Known, due: inout [DueRow],
        changes: inout PlannedChanges
    ) {
        if let shard, !chosen.isName(at: position, in: shard) { return }
        let isListed = join.isListed(row: chosen.nameRow(at: position))
        if isListed, known.adopted.isEmpty, chosen.state(at: position, asOf: asOf) == .active {
            changes.unchanged += 1
            return
        }
        let entry = chosen[position]
        let name = entry.username
        switch step(for: entry, named: name, isListed: isListed, known: known) {
        case .unchanged(let warning):
            changes.unchanged += 1
            if let warning { changes.warnings.append(warning) }
        case .blocked(let reason):
            changes.blocked.append(Blocked(name, reason, at: entry.location))
        case .due(let kind, let userID, let isAdopted):
            due.append(
                DueRow(
                    position: UInt32(position), kind: kind, username: name, userID: userID, isAdopted: isAdopted))
        }
    }

    /// Sorts the rows by the bytes of their names; the first eight usually decide.
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
        to due: [DueRow], roster: Roster, listing: Listing, join: RosterJoin
    ) -> SimilarNames {
        var similar = SimilarNames(due.lazy.map(\.username))
        similar.compare(roster.entries, listing, skips: join.isNamed)
        return similar
    }

    /// Turns due rows into actions, unless they are blocked.
    private func judge(
        _ due: [DueRow], of chosen: RosterEntries, similar: SimilarNames, facts: JournalFacts,
        into changes: inout PlannedChanges
    ) {
        let earlier = Dictionary(facts.owed.map { ($0.username, $0.origin.source) }) { first, _ in first }
        changes.actions.reserveCapacity(due.count)
        for row in due {
            let entry = chosen[Int(row.position)]
            if let reason = blockedReason(of: row, entry: entry, similar: similar, earlier: earlier[row.username]) {
                changes.blocked.append(Blocked(row.username, reason, at: entry.location))
            } else {
                var action = PlannedAction(
                    row.kind, of: row.username, userID: row.userID, entry: entry, asOf: asOf)
                action.password = password(of: entry, for: row, earlier: earlier[row.username])
                if row.isAdopted {
                    action.remark = .adopted
                    action.state = .active
                }
                changes.actions.append(action)
            }
        }
    }

    private func hold(
        _ waves: [HeldWave], listed: ListingIndex, knowledge: [AccountName: AccountKnowledge],
        in changes: inout PlannedChanges
    ) {
        changes.hold(waves) { name in
            if listed.id(of: name) != nil { return true }
            if case .pending = knowledge[name] { return true }
            return false
        }
    }

    /// The step for one row, according to the state table.
    private enum Step {
        case unchanged(warning: PlanWarning?)
        case due(Action.Kind, UserID?, isAdopted: Bool = false)
        case blocked(BlockedReason)
    }

    private func step(for entry: RosterEntry, named name: AccountName, isListed: Bool, known: Known) -> Step {
        let wanted = entry.state(asOf: asOf)
        // An account that can already be used must not keep a password set by others.
        if let id = known.adopted[name], wanted == .active || isListed { return .due(.activate, id, isAdopted: true) }
        if isListed {
            return .unchanged(warning: wanted == .active ? nil : .activeAlready(name, entry.location))
        }
        switch (known.accounts[name]?.withoutListing, wanted) {
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
                return .blocked(.stranded(words: words, former: known.facts.formerIDs[name] ?? []))
            }
            if let reason = known.claimed.foreign[name] { return .blocked(reason) }
            return wanted == .active ? .due(.activate, id, isAdopted: true) : .unchanged(warning: nil)
        }
    }

    private func blockedReason(
        of row: DueRow, entry: RosterEntry, similar: SimilarNames, earlier: PasswordSource?
    ) -> BlockedReason? {
        if let pattern = protected.pattern(covering: row.username) { return .protected(pattern: pattern) }
        let others = similar.others(than: row.username)
        if !others.isEmpty { return .similarName(others) }
        guard !entry.hasPassword, passwordSource == .roster else { return nil }
        if row.isAdopted, let id = row.userID, earlier?.unlessRoster == nil { return .noPasswordForAdopted(id) }
        return row.kind == .register ? .noPassword : nil
    }

    /// Returns the adopted accounts whose passwords must be replaced: the listing shows them under their ids, or not
    /// at all.
    private func adopted(
        in facts: JournalFacts, listing: Listing, knowledge: [AccountName: AccountKnowledge]
    ) -> [AccountName: UserID] {
        if facts.adopted.isEmpty { return [:] }
        let listed = ListingIndex(listing)
        return facts.adopted.filter { name, id in
            if let other = listed.id(of: name) { return other == id }
            return knowledge[name] == .pending(id)
        }
    }

    /// Returns the source of an action's first password, if it should be mentioned.
    ///
    /// - Parameter earlier: The source of the password that an earlier run has sent.
    private func password(
        of entry: RosterEntry, for row: DueRow, earlier: PasswordSource?
    ) -> PasswordSource? {
        if row.kind == .activate, !row.isAdopted { return earlier == .invitation ? .invitation : nil }
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
    /// The remaining knowledge if the listing does not show the account: an active one is gone.
    fileprivate var withoutListing: AccountKnowledge? {
        if case .active = self { nil } else { self }
    }
}

extension PasswordSource {
    /// The source unless it is the roster, which most passwords come from.
    fileprivate var unlessRoster: PasswordSource? { self == .roster ? nil : self }
}
