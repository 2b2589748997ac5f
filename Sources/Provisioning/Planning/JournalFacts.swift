public import Accounts
internal import FlowServ

/// What the journals know besides the state of each account, as far as a plan needs it.
public struct JournalFacts: Sendable {
    /// The earlier two-phase runs whose accounts wait.
    public var waves: [HeldWave] = []
    /// The credentials that earlier runs owe.
    public var owed: [PendingDelivery] = []
    /// The adopted accounts whose passwords are still to be replaced, and their ids.
    public var adopted: [AccountName: UserID] = [:]
    /// The accounts whose registers are not settled.
    public var unsettled: [UnsettledAccount] = []
    /// The ids that stranded accounts had before, the latest last.
    public var formerIDs: [AccountName: [UserID]] = [:]
    /// The names that the ids are known of which rosters give for stranded accounts.
    public var holders: [UserID: Set<AccountName>] = [:]

    /// Nothing.
    public init() {}
}

extension Journals {
    /// What a plan needs to know.
    ///
    /// - Parameters:
    ///   - knowledge: What is known of every account but the active ones.
    ///   - claimed: The ids that rosters give for stranded accounts.
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
