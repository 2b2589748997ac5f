import Accounts
import ArgumentParser
import Foundation
import Provisioning
import Roster

/// The options that select accounts by day and by shard.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The day that activate_on is compared with (default: today).", valueName: "yyyy-mm-dd"))
    var asOf: String?

    @Option(
        help: ArgumentHelp(
            """
            Only the names in part K of N, 0 <= K < N, with a journal of its own: for rosters that outgrow one process.
            """,
            valueName: "k/n"))
    var shard: String?

    /// Returns the requested part of the names; nil for all of them.
    func part() throws -> Shard? {
        guard let text = shard else { return nil }
        guard let part = Shard(text) else {
            throw Failure(.usage, "--shard \(text): use K/N with 0 <= K < N, as in 0/4.")
        }
        return part
    }

    /// Returns the day of the plan.
    func day() throws -> Day {
        guard let text = asOf else { return Day(Surroundings.current.date()) }
        guard let day = Day(text) else {
            throw Failure(.usage, "--as-of \(text): use YYYY-MM-DD, as in 2026-03-01.")
        }
        return day
    }
}
