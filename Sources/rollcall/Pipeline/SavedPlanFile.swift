import Accounts
import Foundation
import Provisioning

/// A reviewed plan, written by `plan --out`.
struct SavedPlanFile {
    let path: String
    let plan: Plan

    /// Reads a plan.
    ///
    /// - Throws: ``Failure`` if it cannot be read or is not a plan.
    init(_ path: String) throws {
        self.path = path
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Failure(.error, "The plan \(path) cannot be read.  Check the path and its permissions.")
        }
        do {
            plan = try JSONDecoder().decode(Plan.self, from: bytes)
        } catch {
            throw Failure(
                .refused,
                "\(path) is not a plan that rollcall can read.  To make one, type: "
                    // The file may be something else that must be kept, such as a roster.
                    + SuggestedCommand.text("plan --out plan.json ROSTER"))
        }
    }

    /// The path, quoted for a shell.
    private var word: String { AccountName(path).shellWord }

    /// How the rosters were read.
    var options: RunOptions { plan.reading ?? RunOptions() }

    /// Returns the rosters that the plan was made from.
    ///
    /// - Throws: ``Failure`` if one of them was standard input.
    func paths() throws -> [String] {
        let paths = plan.rosters.map(\.path)
        guard !paths.contains("-") else {
            throw Failure(
                .usage,
                "The plan \(path) was made from standard input.  Give the roster again: "
                    + SuggestedCommand.text("apply --plan \(word) ROSTER"))
        }
        return paths
    }

    /// Returns the new plan, restricted to the actions in this one.
    ///
    /// - Parameter isDelivering: Whether credentials have a destination.
    /// - Throws: ``Failure`` if this plan is no longer valid.
    func narrowing(_ made: MadePlan, isDelivering: Bool) throws -> MadePlan {
        var made = made
        // Without a destination no invitation is sent, so newly owed credentials make no difference.
        if !isDelivering { made.plan.owed = plan.owed }
        try refuseUnlessFits(made.plan)
        made.plan = made.plan.restricted(to: plan)
        return made
    }

    /// Throws unless the plan is still valid.
    private func refuseUnlessFits(_ today: Plan) throws {
        let changes = SavedPlan(plan).changes(until: today)
        guard !changes.isEmpty else { return }
        let shown = changes.prefix(20).map { "  " + $0.words }
        let more = changes.count > shown.count ? ["  … and \((changes.count - shown.count).grouped) more"] : []
        throw Failure(
            .refused,
            (["The plan \(path) no longer fits:"] + shown + more
                + [
                    "Nothing was sent.  To make a new plan for review, type: "
                        + SuggestedCommand.text("plan --out \(word) ROSTER")
                ])
                .joined(separator: "\n"))
    }
}
