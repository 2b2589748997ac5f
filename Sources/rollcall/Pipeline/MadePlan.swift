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

    /// Throws if there is an objection to the plan.
    func throwObjections() throws {
        guard !objections.isEmpty else { return }
        var lines = objections.map(\.words) + ["Nothing was sent."]
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
