internal import Accounts
public import Roster

/// What a plan may do before somebody must say that it is not a mistake.
public struct SafetyLimits: Hashable, Sendable {
    /// How many accounts may change, or nil for no limit.  A share is one of the listed accounts.
    public var maxChanges: Limit?
    /// The objections that somebody has accepted.
    public var accepted: Set<Objection.Code> = []

    /// So many changes are always allowed under a share, so that a small server is not blocked.
    public static let floor = 10

    /// No limits but those that are always on.
    public init() {}

    /// The objections to a plan, in a fixed order.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - isEmpty: Whether the rosters hold no row at all.
    ///   - rowsBefore: For each roster of the plan, how many rows it had in the last completed run, where there is one.
    ///   - trust: What the journal says about the listing.
    ///   - cutOff: The rosters that may be cut off.
    public func objections(
        to plan: Plan, isEmpty: Bool = false, rowsBefore: [Int?], trust: ListingTrust, cutOff: [CutOff] = []
    ) -> [Objection] {
        // A failed export is empty.
        let rosters = isEmpty ? [.emptyRoster(paths: plan.rosters.map(\.path))] : shrunkenRosters(plan, rowsBefore)
        return
            ([tooManyChanges(plan)].compactMap(\.self) + cutOff.map(Objection.cutOffRoster) + rosters
            + [trust.objection].compactMap(\.self))
            .filter { !accepted.contains($0.code) }
    }

    private func tooManyChanges(_ plan: Plan) -> Objection? {
        guard let maxChanges else { return nil }
        // A shard may change its share of what all of them together may.
        let listed = plan.listing.users / (plan.reading?.shard?.count ?? 1)
        let allowed =
            switch maxChanges {
            case .number(let number): number
            case .percent: max(Self.floor, maxChanges.allowed(of: listed))
            }
        let changes = plan.actions.count
        guard changes > allowed else { return nil }
        return .tooManyChanges(changes, limit: maxChanges, allowed: allowed, listed: listed)
    }

    private func shrunkenRosters(_ plan: Plan, _ rowsBefore: [Int?]) -> [Objection] {
        zip(plan.rosters, rowsBefore).compactMap { roster, before in
            guard let before, roster.rows * 2 < before else { return nil }
            return .shrunkenRoster(path: roster.path, rows: roster.rows, before: before)
        }
    }
}

extension ListingTrust {
    /// The objection to going on with the listing, if there is one.
    public var objection: Objection? {
        isBelievable ? nil : .shrunkenListing(missing: missing, expected: expected)
    }
}
