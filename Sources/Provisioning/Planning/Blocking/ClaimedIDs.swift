public import Accounts
internal import FlowServ
public import Roster

/// The ids that rosters state for stranded accounts, and the reasons why some are wrong.
struct ClaimedIDs: Sendable {
    /// The rows whose ids belong to other accounts, by name.
    private(set) var foreign: [AccountName: BlockedReason] = [:]

    /// Creates the ids.
    ///
    /// - Parameters:
    ///   - roster: All rows, including those that are not planned.
    ///   - holders: The names under which journals know these ids.
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

    /// Returns the id that a roster states for each stranded account.
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
    /// Returns the ids that rosters state for stranded accounts.
    public static func claimedIDs(
        _ roster: RosterEntries, _ knowledge: [AccountName: AccountKnowledge]
    ) -> Set<UserID> {
        Set(ClaimedIDs.claims(in: roster, knowledge: knowledge).values)
    }
}
