import Accounts
import FlowServ
import Roster
import Sandbox

@testable import Provisioning

/// What the commands do around a run: plan, apply, resume.  Each is a process of its own.
extension Scenario {
    /// A roster of these names; `NAME pending` is one that is wanted pending.
    static func roster(_ rows: [String]) -> Roster {
        let lines = rows.map { row in
            let words = row.split(separator: " ")
            return "\(words[0]),pw of \(words[0]),\(words.count > 1 ? words[1] : "active")\n"
        }
        return RosterReader(options: RosterOptions()).read(
            bytes: ("username,password,state\n" + lines.joined()).utf8, named: "team.csv")
    }

    /// The plan of `apply` over these rows.
    func plan(_ rows: [String], isTwoPhase: Bool = false, listing: [User]) throws -> Plan {
        let changes = try Planner(asOf: PlannerTests.today, isTwoPhase: isTwoPhase).changes(
            roster: Self.roster(rows), listing: listing, knowledge: journal.knowledgeBesidesActive(),
            waves: journal.heldWaves())
        return Plan(
            server: try ServerAddress("http://127.0.0.1:5000"), created: Timestamp(secondsSince1970: 0),
            asOf: PlannerTests.today,
            sources: PlanSources(rosters: [], listing: ListingDigest(listing)), changes: changes)
    }

    /// A run over these rows that is not carried out yet.
    func begin(applying rows: [String], isTwoPhase: Bool = false) async throws -> RunRecord {
        let listing = try await service().listUsers(query: nil)
        let plan = try plan(rows, isTwoPhase: isTwoPhase, listing: listing)
        return try journal.begin(NewRun(plan, listing: listing, now: timekeeper.date()))
    }

    /// What `apply` does over these rows, in a new process.
    @discardableResult
    func apply(_ rows: [String], isTwoPhase: Bool = false) async throws -> RunConclusion {
        let process = try Scenario(continuing: self)
        return try await process.carryOut(process.begin(applying: rows, isTwoPhase: isTwoPhase))
    }

    /// What `resume` does with a run, in a new process.
    func resume(_ run: RunRecord, _ rows: [String], opensGate: Bool = false) async throws -> RunConclusion {
        let process = try Scenario(continuing: self)
        let listing = try await process.service().listUsers(query: nil)
        let resumed = try Resumption(journal: journal, run: run)
            .begin(roster: Self.roster(rows), listing: ListingIndex(listing), opensGate: opensGate)
        return try await process.carryOut(resumed)
    }
}
