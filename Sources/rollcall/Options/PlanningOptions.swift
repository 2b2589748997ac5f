import Accounts
import ArgumentParser
import Foundation
import Provisioning
import Roster

/// What a plan may do.
struct PlanningOptions: ParsableArguments {
    @Option(help: "The day that activate_on is compared with, as YYYY-MM-DD (default: today).")
    var asOf: String?

    @Option(help: "Leave names alone that match, as in 'admin*'.  Repeatable.")
    var protect: [String] = []

    @Option(
        help: ArgumentHelp(
            "Warn in plan, and refuse in apply, when more accounts would change: a number, or a share of the listed ones.",
            valueName: "n|p%"))
    var maxChanges: String?

    @Flag(help: "Register everybody as pending first, and activate only when every registration has succeeded.")
    var twoPhase = false

    @Option(
        help: ArgumentHelp(
            "Only the names that fall to part K of N, 0 <= K < N, with a journal of its own: for rosters that outgrow one process.",
            valueName: "k/n"))
    var shard: String?

    /// The part of the names that is asked for; nil for all of them.
    func part() throws -> Shard? {
        guard let text = shard else { return nil }
        guard let part = Shard(text) else {
            throw Failure(.usage, "--shard \(text): write it as K/N with 0 <= K < N, as in 0/4.")
        }
        return part
    }

    /// The planner that these options ask for, for the rows that the roster's options choose.
    func planner(_ options: RunOptions) throws -> Planner {
        // They are needed later, and what was typed is checked before anything begins.
        _ = try limits(accepting: [])
        return Planner(
            asOf: try day(), protected: ProtectedNames(protect),
            isTwoPhase: twoPhase, filter: options.filter ?? RowFilter(),
            passwordSource: options.credentials?.source ?? .roster, shard: options.shard)
    }

    /// What speaks against a plan.
    ///
    /// - Parameter accepted: The doubts that somebody has looked at.
    func limits(accepting accepted: Set<Objection.Code>) throws -> SafetyLimits {
        var limits = SafetyLimits()
        if let text = maxChanges {
            guard let limit = Limit(text) else {
                throw Failure(.usage, "--max-changes \(text): write a number, as in 10, or a share, as in 2%.")
            }
            limits.maxChanges = limit
        }
        limits.accepted = accepted
        return limits
    }

    private func day() throws -> Day {
        guard let text = asOf else { return Day(Date()) }
        guard let day = Day(text) else {
            throw Failure(.usage, "--as-of \(text): write the day as YYYY-MM-DD.")
        }
        return day
    }
}
