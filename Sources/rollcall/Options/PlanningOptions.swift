import Accounts
import ArgumentParser
import Provisioning
import Roster

/// The options for planning.
struct PlanningOptions: ParsableArguments {
    @OptionGroup(title: HelpSection.rosters) var selection: SelectionOptions
    @OptionGroup(title: HelpSection.safety) var safety: LimitOptions

    /// Returns the requested part of the names; nil for all of them.
    func part() throws -> Shard? { try selection.part() }

    /// Returns the planner with these options, for the rows that the roster's options select.
    func planner(_ options: RunOptions) throws -> Planner {
        // The limits are needed later, but invalid values are reported before anything begins.
        _ = try limits(accepting: [])
        return Planner(
            asOf: try selection.day(), protected: ProtectedNames(safety.protect),
            isTwoPhase: safety.twoPhase, filter: options.filter ?? RowFilter(),
            passwordSource: options.credentials?.source ?? .roster, shard: options.shard)
    }

    /// Returns the limits of a plan.
    ///
    /// - Parameter accepted: The objections that the user has accepted.
    func limits(accepting accepted: Set<Objection.Code>) throws -> SafetyLimits {
        try safety.limits(accepting: accepted)
    }
}
