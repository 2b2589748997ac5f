internal import Accounts
public import Roster

/// The limits of a plan that does not need explicit acceptance.
public struct SafetyLimits: Hashable, Sendable {
    /// The maximum number of changed accounts, or nil for no limit.  A share refers to the listed accounts.
    public var maxChanges: Limit?
    /// The objections that the user has accepted.
    public var accepted: Set<Objection.Code> = []

    /// The number of changes that a share always allows, so that a small server is not blocked.
    public static let floor = 10

    /// Creates limits with only the ones that always apply.
    public init() {}

    /// Returns the objections to a plan, in a fixed order.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - isEmpty: Whether the rosters contain no row.
    ///   - rowsBefore: For each roster of the plan, the number of its rows in the last completed run, if there is
    ///     one.
    ///   - trust: The comparison of the listing with the journal.
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
        // A shard's limit is its share of the limit of all shards together.
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
    /// The objection to using the listing, if there is one.
    public var objection: Objection? {
        isBelievable ? nil : .shrunkenListing(missing: missing, expected: expected)
    }
}
