import Accounts
import Provisioning
import Roster

/// A plan as a page: blocked rows first, then what would be done, then who is left alone.
struct PlanPage {
    let plan: Plan
    /// The SHA-256 of the plan's JSON.
    let digest: String

    var page: Page {
        Page(
            title: "rollcall plan for \(plan.server)", facts: facts, counts: counts,
            remark: plan.actions.isEmpty && plan.blocked.isEmpty ? "Nothing to do." : nil, warnings: plan.warnings,
            columns: [
                Page.Column(name: "What", sort: .text), Page.Column(name: "Username", sort: .text),
                Page.Column(name: "State", sort: .text), Page.Column(name: "Row", sort: .place),
                Page.Column(name: "ID or reason", sort: .text),
            ],
            rows: blocked + actions + owed + unmanaged)
    }

    private var facts: [Page.Fact] {
        let rosters = plan.rosters.map { roster in
            Page.Fact(
                name: "Roster", value: "\(roster.path): \(roster.words),", digest: roster.sha256)
        }
        let phases =
            plan.isTwoPhase
            ? [Page.Fact(name: "Two phases", value: "Everybody is registered before anybody is activated.")] : []
        let selection = plan.selection.map {
            Page.Fact(name: "Rows", value: SelectionText.render($0))
        }
        return [
            Page.Fact(name: "Server", value: plan.server), Page.Fact(name: "As of", value: plan.dayWords),
            Page.Fact(name: "Made", value: plan.created), Page.Fact(name: "Plan", digest: digest),
        ] + phases + rosters + [selection].compactMap(\.self) + [
            Page.Fact(name: "Listing", value: counted(plan.listing.users, "account"))
        ] + LastRunText(plan: plan).sentences.map { Page.Fact(name: "Changes", value: $0) }
    }

    private var counts: [Page.Count] {
        let summary = plan.summary
        return [
            Page.Count(name: "blocked", number: summary.blocked),
            Page.Count(name: "to register", number: summary.register),
            Page.Count(name: "to activate", number: summary.activate),
            Page.Count(name: "to settle", number: summary.settle),
            Page.Count(name: "unchanged", number: summary.unchanged),
            Page.Count(name: "unmanaged", number: summary.unmanaged),
        ]
    }

    private var blocked: [[String]] {
        plan.blocked.map { account in
            ["blocked", account.username.text, "", AccountPlace.place(account.file, account.line), account.reason]
        }
    }

    private var actions: [[String]] {
        plan.actions.map { action in
            [
                action.action.rawValue, action.username.text, action.state.rawValue,
                AccountPlace.place(action.file, action.line),
                [action.userID, action.words].compactMap(\.self).joined(separator: "; "),
            ]
        }
    }

    private var owed: [[String]] {
        (plan.owed ?? []).map { credential in
            ["hand out", credential.username.text, "", "", credential.password.words ?? "password of the roster"]
        }
    }

    private var unmanaged: [[String]] {
        let protected = Set(plan.protected ?? [])
        return plan.unmanaged.map { name in
            let note = protected.contains(name) ? "in no roster; protected" : "in no roster; never touched"
            return ["unmanaged", name.text, "", "", note]
        }
    }
}
