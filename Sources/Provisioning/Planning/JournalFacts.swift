public import Accounts
internal import FlowServ

/// The knowledge of the journals that a plan needs besides the state of each account.
public struct JournalFacts: Sendable {
    /// The earlier two-phase runs whose accounts wait.
    public var waves: [HeldWave] = []
    /// The credentials that earlier runs owe.
    public var owed: [PendingDelivery] = []
    /// The adopted accounts whose passwords must still be replaced, and their ids.
    public var adopted: [AccountName: UserID] = [:]
    /// The accounts whose registers are not settled.
    public var unsettled: [UnsettledAccount] = []
    /// The ids that stranded accounts had earlier, the latest last.
    public var formerIDs: [AccountName: [UserID]] = [:]
    /// The names under which the journals know the ids that rosters state for stranded accounts.
    public var holders: [UserID: Set<AccountName>] = [:]

    /// Creates empty facts.
    public init() {}
}

extension Journals {
    /// Returns the facts that a plan needs.
    ///
    /// - Parameters:
    ///   - knowledge: What is known of every account that is not active.
    ///   - claimed: The ids that rosters state for stranded accounts.
    public func facts(
        _ knowledge: [AccountName: AccountKnowledge], claiming claimed: Set<UserID>
    ) throws(JournalError) -> JournalFacts {
        var facts = JournalFacts()
        facts.waves = try heldWaves()
        facts.owed = try pendingDeliveries()
        for journal in all {
            facts.adopted.merge(try journal.adoptedAccounts()) { first, _ in first }
            facts.unsettled += try journal.unsettledAccounts()
            facts.holders.merge(try journal.holders(of: claimed)) { $0.union($1) }
            for (name, known) in knowledge {
                guard case .stranded = known else { continue }
                let ids = try journal.formerIDs(of: name)
                if !ids.isEmpty { facts.formerIDs[name] = ids }
            }
        }
        return facts
    }
}
