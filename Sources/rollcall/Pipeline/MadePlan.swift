import FlowServ
import Provisioning

/// A plan, the objections to it, and the listing that it was made from.
struct MadePlan {
    var plan: Plan
    let objections: [Objection]
    let listing: Listing

    /// The plan with the objections among its warnings.
    var warned: Plan {
        var plan = plan
        plan.warnings.insert(contentsOf: objections.map(\.words), at: 0)
        return plan
    }

    /// The reasons why no row is valid, if there is none.
    private var leftOut: [String] {
        guard objections.contains(where: { $0.code == .emptyRoster }) else { return [] }
        let rows =
            plan.blocked.map { "\(AccountPlace.place($0.file, $0.line)): \($0.username): \($0.reason)" }
            + plan.warnings
        let more = rows.count > 20 ? ["… and \((rows.count - 20).grouped) more"] : []
        return rows.prefix(20).map { "  \($0)" } + more
    }

    /// Throws if there is an objection to the plan.
    func throwObjections() throws {
        guard !objections.isEmpty else { return }
        var lines = objections.map(\.words) + leftOut + ["Nothing was sent."]
        // A unit accepts no flags.
        if ServiceUnit.current?.program != nil {
            let flags = objections.map {
                $0.code == .tooManyChanges ? "--max-changes N" : "--accept \($0.code.rawValue)"
            }
            lines.append(
                "Under systemd, type: " + SuggestedCommand.text("apply ROSTER \(flags.joined(separator: " "))"))
        }
        throw Failure(.refused, lines.joined(separator: "\n"))
    }
}
