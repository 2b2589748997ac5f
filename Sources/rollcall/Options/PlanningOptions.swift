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

    @Flag(help: "Believe the listing even though it lacks many accounts that the journal holds as active.")
    var acceptListing = false

    /// The planner that these options ask for.
    func planner() throws -> Planner {
        Planner(asOf: try day(), protected: ProtectedNames(protect + fromEnvironment))
    }

    private var fromEnvironment: [String] {
        Environment.setting("protect").map { [$0] } ?? []
    }

    private func day() throws -> Day {
        guard let text = asOf ?? Environment.setting("as-of") else { return Day(Date(), in: .current) }
        guard let day = Day(text) else {
            throw Failure(.usage, "--as-of \(text): write the day as YYYY-MM-DD.")
        }
        return day
    }
}
