import ArgumentParser
import Provisioning

/// The options for protected names and the maximum number of changes.
struct LimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Warn in plan, and refuse in apply, when more accounts would change: a number, or a percentage of the \
            listed ones.
            """,
            valueName: "n|p%"))
    var maxChanges: String?

    @Option(
        help: ArgumentHelp(
            "Never change accounts whose name matches, as in 'admin*'. Repeatable.", valueName: "pattern"))
    var protect: [String] = []

    @Flag(help: "Register all accounts as pending first, and activate them only if every registration succeeded.")
    var twoPhase = false

    /// Returns the limits of a plan.
    ///
    /// - Parameter accepted: The objections that the user has accepted.
    func limits(accepting accepted: Set<Objection.Code>) throws -> SafetyLimits {
        var limits = SafetyLimits()
        if let text = maxChanges {
            guard let limit = Limit(text) else {
                throw Failure(.usage, "--max-changes \(text): use a number, as in 10, or a percentage, as in 2%.")
            }
            limits.maxChanges = limit
        }
        limits.accepted = accepted
        return limits
    }
}
