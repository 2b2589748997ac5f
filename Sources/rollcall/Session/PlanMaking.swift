import FlowServ
import Foundation
import Provisioning

/// Compares rosters with a server and a journal; what `plan` and `apply` have in common.
struct PlanMaking {
    let session: ServerSession
    let planner: Planner
    let acceptsListing: Bool

    /// A plan and the listing that it was made from.
    struct Made {
        let plan: Plan
        let listing: [User]
    }

    /// Reads the listing and plans.
    ///
    /// - Parameter refusesUnbelievable: Whether a listing that cannot be believed is refused or only warned about.
    func make(_ contents: RosterContents, journal: Journal?, refusesUnbelievable: Bool) async throws -> Made {
        let listing = try await session.listing()
        let knowledge: [AccountName: AccountKnowledge]
        do { knowledge = try journal?.knowledge() ?? [:] } catch { throw Failure(error) }
        var changes = planner.changes(roster: contents.roster, listing: listing, knowledge: knowledge)
        let trust = ListingTrust(listing: listing, knowledge: knowledge)
        if !trust.isBelievable, !acceptsListing {
            if refusesUnbelievable { throw Failure(.refused, Self.disbelief(trust)) }
            changes.warnings.insert(Self.disbelief(trust), at: 0)
        }
        let sources = PlanSources(rosters: contents.digests, listing: ListingDigest(listing))
        let plan = Plan(
            server: session.address, created: Timestamp.text(Date()), asOf: planner.asOf, sources: sources,
            changes: changes)
        return Made(plan: plan, listing: listing)
    }

    private static func disbelief(_ trust: ListingTrust) -> String {
        let names = trust.missing.prefix(5).map(\.text).joined(separator: ", ")
        let more = trust.missing.count > 5 ? " and \(trust.missing.count - 5) more" : ""
        return "The listing lacks \(trust.missing.count) of the \(trust.expected) accounts that the journal holds as "
            + "active (\(names)\(more)).  It may come from another database or be cut off.  "
            + "If it is right, pass --accept-listing."
    }
}
