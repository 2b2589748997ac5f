import Accounts
import Provisioning
import Roster

/// A plan for a ticket or a merge request.
struct PlanMarkdown {
    let plan: Plan
    /// The SHA-256 of the plan's JSON.
    let digest: String
    /// How many rows of a table are shown before the rest is only counted: a ticket has room for some 60,000
    /// characters.
    let fold: Int

    init(plan: Plan, digest: String, showsAll: Bool) {
        self.plan = plan
        self.digest = digest
        fold = showsAll ? .max : 100
    }

    func render() -> String {
        let sections = [
            "# rollcall plan for " + MarkdownText.code(plan.server), facts, counts, blocked,
            actions(.register, "Register"), actions(.activate, "Activate"), actions(.settle, "Settle"), owed,
            warnings,
            unmanaged,
        ]
        return sections.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private var facts: String {
        let rosters = plan.rosters.map { roster in
            "- Roster " + MarkdownText.code(roster.path) + ": " + MarkdownText.prose(roster.words) + ", SHA-256 "
                + MarkdownText.code(roster.sha256)
        }
        let lastRun = LastRunText(plan: plan).sentences.map { "- Changes: " + MarkdownText.prose($0) }
        let listing = "- Listing: " + counted(plan.listing.users, "account")
        let times = "- As of \(plan.dayWords), made \(plan.created)"
        let phases = plan.isTwoPhase ? ["- Everybody is registered before anybody is activated"] : []
        let selection = plan.selection.map {
            "- Rows " + MarkdownText.prose(SelectionText.render($0))
        }
        return
            ([times] + rosters + [selection, listing].compactMap(\.self) + lastRun + phases + [
                "- Plan: SHA-256 `\(digest)`"
            ])
            .joined(separator: "\n")
    }

    private var counts: String {
        let summary = plan.summary
        let numbers = [
            summary.register, summary.activate, summary.settle, summary.unchanged, summary.blocked, summary.unmanaged,
        ]
        let table = MarkdownText.table(
            ["Register", "Activate", "Settle", "Unchanged", "Blocked", "Unmanaged"], [numbers.map(String.init)])
        return plan.actions.isEmpty && plan.blocked.isEmpty ? table + "\n\nNothing to do." : table
    }

    /// Only a pending account has an id before the run.
    private func actions(_ kind: Action.Kind, _ title: String) -> String? {
        let rows = plan.actions.filter { $0.action == kind }.map { action in
            [
                MarkdownText.code(action.username.text),
                action.state.rawValue + (action.words.map { ", \($0)" } ?? ""),
                MarkdownText.code(AccountPlace.place(action.file, action.line)),
            ] + (kind == .activate ? [MarkdownText.code(action.userID ?? "")] : [])
        }
        return section(title, header: ["Username", "State", "Row"] + (kind == .activate ? ["ID"] : []), rows: rows)
    }

    private var owed: String? {
        let rows = (plan.owed ?? []).map { [MarkdownText.code($0.username.text), $0.password.rawValue] }
        return section("Credentials that earlier runs owe", header: ["Username", "Password"], rows: rows)
    }

    private var blocked: String? {
        let rows = plan.blocked.map { account in
            [
                MarkdownText.code(account.username.text),
                MarkdownText.code(AccountPlace.place(account.file, account.line)), account.code,
                MarkdownText.prose(account.reason),
            ]
        }
        return section("Blocked", header: ["Username", "Row", "Code", "Why, and what to do"], rows: rows)
    }

    private var warnings: String? {
        section("Worth knowing", header: ["Warning"], rows: plan.warnings.map { [MarkdownText.prose($0)] })
    }

    private var unmanaged: String? {
        let protected = Set(plan.protected ?? [])
        let rows = plan.unmanaged.map { name in
            [MarkdownText.code(name.text) + (protected.contains(name) ? " (protected)" : "")]
        }
        return section("Unmanaged (never touched)", header: ["Username"], rows: rows)
    }

    private func section(_ title: String, header: [String], rows: [[String]]) -> String? {
        guard !rows.isEmpty else { return nil }
        let table = "## \(title): \(rows.count)\n\n" + MarkdownText.table(header, Array(rows.prefix(fold)))
        guard rows.count > fold else { return table }
        return table
            + "\n\n… and \(rows.count - fold) more; to see them, type `\(NextCall.text("plan --format markdown --all ROSTER"))`."
    }
}
