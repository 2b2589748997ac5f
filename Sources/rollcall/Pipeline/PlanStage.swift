import Accounts
import FlowServ
import Foundation
import Provisioning
import Roster

/// The second stage: compares rosters with a server and a journal.
struct PlanStage {
    let server: ServerAddress
    let planner: Planner
    let limits: SafetyLimits
    /// The knowledge of the accounts.
    let journals: Journals
    /// The path of the journal, which may not exist yet.
    let journal: String

    /// Returns the plan that makes a server with this listing match the rosters.
    func plan(_ inputs: Inputs<SortedListing>, options: RunOptions) throws -> MadePlan {
        let (contents, sorted) = (inputs.contents, inputs.listing)
        let listing = sorted.listing
        let join = RosterJoin(contents.roster.entries, listing)
        let knowledge = try journals.knowledgeBesidesActive().corrected(by: listing)
        let claimed = Planner.claimedIDs(contents.roster.entries, knowledge)
        let facts = try journals.facts(knowledge, claiming: claimed)
        let changes = planner.changes(
            roster: contents.roster, listing: sorted, join: join, knowledge: knowledge, facts: facts)
        let paths = contents.digests.map { RunOrigin.here.absolute($0.path) }
        let sources = PlanSources(
            rosters: contents.digests, listing: sorted.digest, reading: options,
            lastRun: try journals.lastRun(reading: paths))
        var plan = Plan(
            server: server, created: Timestamp(Surroundings.current.date()), asOf: planner.asOf, sources: sources,
            changes: changes, blockedText: { $0.reason.words(for: $0.username) }, warningText: { $0.words })
        plan.timeZone = LocalZone.current.name
        let trust = try journals.trust(in: listing)
        var objections = limits.objections(
            to: plan, isEmpty: contents.roster.entries.isEmpty,
            rowsBefore: try rowsBefore(contents.digests),
            trust: trust, cutOff: contents.roster.files.compactMap(\.cutOff))
        if !limits.accepted.contains(.newJournal), try journals.areNew() {
            let entries = contents.roster.entries
            objections += [
                Objection.toNewJournal(
                    at: journal, names: entries.count, listed: join.listedCount(of: entries), known: trust.expected)
            ].compactMap(\.self)
        }
        return MadePlan(plan: plan, objections: objections, listing: listing)
    }

    private func rowsBefore(_ rosters: [RosterDigest]) throws -> [Int?] {
        let origin = RunOrigin.here
        return try rosters.map { roster in
            guard roster.path != "-" else { return nil }
            return try journals.rowsBefore(origin.absolute(roster.path))
        }
    }
}
