public import Accounts
internal import FlowServ
public import Roster

/// The ids that rosters give for stranded accounts, and what speaks against them.
struct ClaimedIDs: Sendable {
    /// The rows whose ids cannot be theirs, by name.
    private(set) var foreign: [AccountName: BlockedReason] = [:]

    /// - Parameters:
    ///   - roster: All rows, also those that are not planned.
    ///   - holders: The names that journals know these ids of.
    init(
        in roster: RosterEntries, listing: Listing, knowledge: [AccountName: AccountKnowledge],
        holders: [UserID: Set<AccountName>]
    ) {
        let claims = Self.claims(in: roster, knowledge: knowledge)
        if claims.isEmpty { return }
        let ids = Set(claims.values)
        var others = holders
        for place in listing.indices where ids.contains(listing.id(at: place)) {
            others[listing.id(at: place), default: []].insert(listing.name(at: place))
        }
        for entry in roster {
            guard let id = entry.flowservID.map(UserID.init(rawValue:)), ids.contains(id) else { continue }
            others[id, default: []].insert(entry.username)
        }
        for (name, id) in claims {
            guard let other = others[id]?.filter({ $0 != name }).min() else { continue }
            foreign[name] = .foreignID(id, of: other)
        }
    }

    /// The id that a roster gives for each stranded account.
    static func claims(
        in roster: RosterEntries, knowledge: [AccountName: AccountKnowledge]
    ) -> [AccountName: UserID] {
        var claims: [AccountName: UserID] = [:]
        for (name, known) in knowledge {
            guard case .stranded = known, let position = name.withBytes({ roster.position(named: $0) }),
                let id = roster[position].flowservID
            else { continue }
            claims[name] = UserID(rawValue: id)
        }
        return claims
    }
}

extension Planner {
    /// The ids that rosters give for stranded accounts.
    public static func claimedIDs(
        _ roster: RosterEntries, _ knowledge: [AccountName: AccountKnowledge]
    ) -> Set<UserID> {
        Set(ClaimedIDs.claims(in: roster, knowledge: knowledge).values)
    }
}
