internal import Accounts
public import Roster

/// What a plan may do before somebody must say that it is no mistake.
public struct SafetyLimits: Hashable, Sendable {
    /// How many accounts may change, or nil for no limit.  A share is one of the listed accounts.
    public var maxChanges: Limit?
    /// The doubts that somebody has looked at.
    public var accepted: Set<Objection.Code> = []

    /// So many changes are always allowed under a share, so that a small server is not blocked.
    public static let floor = 10

    /// No limits but those that are always on.
    public init() {}

    /// What speaks against a plan, in a fixed order.
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
        let rosters = isEmpty ? [emptyRosters(plan)] : shrunkenRosters(plan, rowsBefore)
        return
            ([tooManyChanges(plan)].compactMap(\.self) + cutOff.map(cutOffRoster) + rosters
            + [trust.objection].compactMap(\.self))
            .filter { !accepted.contains($0.code) }
    }

    private func cutOffRoster(_ sign: CutOff) -> Objection {
        Objection(
            code: .cutOffRoster,
            message:
                "\(sign)  Export it again; if it is whole, pass --accept \(Objection.Code.cutOffRoster.rawValue).")
    }

    /// A failed export is empty.
    private func emptyRosters(_ plan: Plan) -> Objection {
        let files = plan.rosters.map(\.path).joined(separator: ", ")
        return Objection(
            code: .emptyRoster,
            message: "\(files): no rows.  If nobody is wanted, pass --accept \(Objection.Code.emptyRoster.rawValue).")
    }

    private func tooManyChanges(_ plan: Plan) -> Objection? {
        guard let maxChanges else { return nil }
        // A shard may change its share of what all of them together may.
        let listed = plan.listing.users / (plan.reading?.shard?.count ?? 1)
        let allowed: Int
        let share: String
        switch maxChanges {
        case .number(let number): (allowed, share) = (number, "")
        case .percent:
            allowed = max(Self.floor, maxChanges.allowed(of: listed))
            share = ", which is \(allowed) of the \(listed) listed accounts"
        }
        let changes = plan.actions.count
        guard changes > allowed else { return nil }
        return Objection(
            code: .tooManyChanges,
            message: "\(changes) accounts would change, and --max-changes allows \(maxChanges)\(share).  "
                + "If that is right, pass --max-changes \(changes).")
    }

    private func shrunkenRosters(_ plan: Plan, _ rowsBefore: [Int?]) -> [Objection] {
        zip(plan.rosters, rowsBefore).compactMap { roster, before in
            guard let before, roster.rows * 2 < before else { return nil }
            return Objection(
                code: .shrunkenRoster,
                message: "\(roster.path) has \(roster.rows) rows, and had \(before) in the last completed run.  "
                    + "It may be a cut-off export.  If it is right, pass --accept \(Objection.Code.shrunkenRoster.rawValue)."
            )
        }
    }
}

extension ListingTrust {
    /// What speaks against going on with the listing, if anything does.
    public var objection: Objection? {
        guard !isBelievable else { return nil }
        let names = missing.prefix(5).map(\.text).joined(separator: ", ")
        let more = missing.count > 5 ? " and \(missing.count - 5) more" : ""
        return Objection(
            code: .shrunkenListing,
            message:
                "The listing lacks \(missing.count) of the \(expected) accounts that the journal holds as active "
                + "(\(names)\(more)).  It may come from another database or be cut off.  "
                + "If it is right, pass --accept \(Objection.Code.shrunkenListing.rawValue).")
    }
}
