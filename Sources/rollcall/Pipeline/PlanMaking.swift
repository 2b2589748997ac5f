import FlowServ
import Foundation
import Provisioning
import Roster

/// Compares rosters with a server and a journal; what `plan` and `apply` have in common.
struct PlanMaking {
    let server: ServerAddress
    let planner: Planner
    let limits: SafetyLimits
    /// Where the journal is or is going to be.
    let journal: String

    /// A plan, what speaks against it, and the listing that it was made from.
    struct Made {
        var plan: Plan
        let objections: [Objection]
        let listing: Listing

        /// The plan with what speaks against it among its warnings.
        var warned: Plan {
            var plan = plan
            plan.warnings.insert(contentsOf: objections.map(\.words), at: 0)
            return plan
        }

        /// Fails when anything speaks against the plan.
        func refuseIfDoubtful() throws {
            guard !objections.isEmpty else { return }
            var lines = objections.map(\.words) + ["Nothing was sent."]
            // A unit takes no flags.
            if ServiceUnit.current?.program != nil {
                let flags = objections.map {
                    $0.code == .tooManyChanges ? "--max-changes N" : "--accept \($0.code.rawValue)"
                }
                lines.append("Under systemd, type: " + NextCall.text("apply ROSTER \(flags.joined(separator: " "))"))
            }
            throw Failure(.refused, lines.joined(separator: "\n"))
        }
    }

    /// Plans what makes a server with this listing match the rosters.
    func make(
        _ contents: RosterContents, listing sorted: SortedListing, options: RunOptions, journals: Journals
    ) throws -> Made {
        let listing = sorted.listing
        let join = RosterJoin(contents.roster.entries, listing)
        let knowledge = try journals.reporting { try $0.knowledgeBesidesActive() }.corrected(by: listing)
        let claimed = Planner.claimedIDs(contents.roster.entries, knowledge)
        let facts = try journals.reporting { try $0.facts(knowledge, claiming: claimed) }
        let changes = planner.changes(
            roster: contents.roster, listing: sorted, join: join, knowledge: knowledge, facts: facts)
        let paths = contents.digests.map { RunOrigin.here.absolute($0.path) }
        let sources = PlanSources(
            rosters: contents.digests, listing: sorted.digest, reading: options,
            lastRun: try journals.reporting { try $0.lastRun(reading: paths) })
        var plan = Plan(
            server: server, created: Timestamp.text(Date()), asOf: planner.asOf, sources: sources,
            changes: changes, blockedText: { $0.reason.words(for: $0.username) }, warningText: { $0.words })
        plan.timeZone = LocalZone.current.name
        let trust = try journals.reporting { try $0.trust(in: listing) }
        var objections = limits.objections(
            to: plan, isEmpty: contents.roster.entries.isEmpty,
            rowsBefore: try rowsBefore(contents.digests, journals),
            trust: trust, cutOff: contents.roster.files.compactMap(\.cutOff))
        if !limits.accepted.contains(.newJournal), try journals.reporting({ try $0.areNew() }) {
            let entries = contents.roster.entries
            objections += [
                Objection.toNewJournal(
                    at: journal, names: entries.count, listed: join.listedCount(of: entries), known: trust.expected)
            ].compactMap(\.self)
        }
        return Made(plan: plan, objections: objections, listing: listing)
    }

    private func rowsBefore(_ rosters: [RosterDigest], _ journals: Journals) throws -> [Int?] {
        let origin = RunOrigin.here
        return try rosters.map { roster in
            guard roster.path != "-" else { return nil }
            return try journals.reporting { try $0.rowsBefore(origin.absolute(roster.path)) }
        }
    }
}
