import Accounts
import ArgumentParser
import Provisioning
import Roster

/// What a plan may do.
struct PlanningOptions: ParsableArguments {
    @OptionGroup(title: HelpSection.rosters) var selection: SelectionOptions
    @OptionGroup(title: HelpSection.safety) var safety: LimitOptions

    /// The part of the names that is asked for; nil for all of them.
    func part() throws -> Shard? { try selection.part() }

    /// The planner that these options ask for, for the rows that the roster's options choose.
    func planner(_ options: RunOptions) throws -> Planner {
        // They are needed later, and what was typed is checked before anything begins.
        _ = try limits(accepting: [])
        return Planner(
            asOf: try selection.day(), protected: ProtectedNames(safety.protect),
            isTwoPhase: safety.twoPhase, filter: options.filter ?? RowFilter(),
            passwordSource: options.credentials?.source ?? .roster, shard: options.shard)
    }

    /// What speaks against a plan.
    ///
    /// - Parameter accepted: The doubts that somebody has looked at.
    func limits(accepting accepted: Set<Objection.Code>) throws -> SafetyLimits {
        try safety.limits(accepting: accepted)
    }
}
