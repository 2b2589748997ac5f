import Provisioning
import Roster

/// The plan as an admin reviews it: counts first, then what would happen to whom and why, blocked accounts with
/// their remedy, unmanaged ones last.
struct PlanText {
    let plan: Plan
    let width: Int
    /// How many lines of a list are shown before the rest is only counted.
    let fold: Int

    init(_ plan: Plan, width: Int = Console.width, showsAll: Bool = false) {
        self.plan = plan
        self.width = width
        fold = showsAll ? .max : 20
    }

    func render() -> String {
        [header, counts, actions(.register), actions(.activate), actions(.settle), blocked, warnings, unmanaged]
            .compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private var header: String {
        let rosters = plan.rosters.map { roster in
            "  from " + PrintableText.escaped(roster.path) + ": " + count(roster.rows, "row", "rows")
        }
        let title = "Plan for \(PrintableText.escaped(plan.server)) as of \(plan.asOf)"
        let listing = "  against " + count(plan.listing.users, "listed account", "listed accounts")
        return ([title] + rosters + [listing]).joined(separator: "\n")
    }

    private var counts: String {
        let summary = plan.summary
        let parts = [
            (summary.register, "to register"), (summary.activate, "to activate"), (summary.settle, "to settle"),
            (summary.unchanged, "unchanged"), (summary.blocked, "blocked"), (summary.unmanaged, "unmanaged"),
        ]
        let line = "  " + parts.map { "\($0) \($1)" }.joined(separator: ", ")
        return plan.actions.isEmpty && plan.blocked.isEmpty ? line + "\n\nNothing to do." : line
    }

    private func actions(_ kind: Action.Kind) -> String? {
        let actions = plan.actions.filter { $0.action == kind }
        guard !actions.isEmpty else { return nil }
        let nameWidth = nameColumn(actions.map(\.username))
        let lines = actions.prefix(fold).map { action in
            "  \(mark(kind)) \(name(action.username, nameWidth))  \(effect(action))  "
                + PrintableText.escaped("\(action.file):\(action.line)")
        }
        return list(title(kind, actions.count), lines, total: actions.count)
    }

    private func mark(_ kind: Action.Kind) -> String {
        switch kind {
        case .register: "+"
        case .activate: "^"
        case .settle: "?"
        }
    }

    private func title(_ kind: Action.Kind, _ number: Int) -> String {
        let accounts = count(number, "account", "accounts")
        return switch kind {
        case .register: "Register \(accounts) that the server does not have:"
        case .activate: "Activate \(accounts) that an earlier run registered as pending:"
        case .settle: "Settle \(accounts) whose earlier registration was cut off, then go on as wanted:"
        }
    }

    private func effect(_ action: PlannedAction) -> String {
        action.state == .active ? "active " : "pending"
    }

    private var blocked: String? {
        guard !plan.blocked.isEmpty else { return nil }
        let lines = plan.blocked.prefix(fold).map { account in
            "  ! " + PrintableText.escaped("\(account.username)  \(account.file):\(account.line)") + "\n"
                + PrintableText.wrapped(PrintableText.escaped(account.reason), width: width, indent: "      ")
        }
        let title = "Blocked, \(count(plan.blocked.count, "account", "accounts")) left alone until you act:"
        return list(title, lines, total: plan.blocked.count)
    }

    private var warnings: String? {
        guard !plan.warnings.isEmpty else { return nil }
        let lines = plan.warnings.prefix(fold).map {
            "  " + PrintableText.wrapped(PrintableText.escaped($0), width: width, indent: "    ").dropFirst(2)
        }
        return list("Worth knowing:", lines, total: plan.warnings.count)
    }

    private var unmanaged: String? {
        guard !plan.unmanaged.isEmpty else { return nil }
        let lines = plan.unmanaged.prefix(fold).map { "    " + PrintableText.escaped($0.text) }
        let title =
            "Unmanaged, \(count(plan.unmanaged.count, "listed account", "listed accounts")) that no roster names "
            + "(never touched):"
        return list(title, lines, total: plan.unmanaged.count)
    }

    private func list(_ title: String, _ lines: [String], total: Int) -> String {
        let rest = total > lines.count ? ["  … and \(total - lines.count) more; --all shows them"] : []
        return ([title] + lines + rest).joined(separator: "\n")
    }

    /// Names line up, but one long name must not push everything off the screen.
    private func nameColumn(_ names: [AccountName]) -> Int {
        let longest = names.prefix(fold).map { PrintableText.columns(PrintableText.escaped($0.text)) }.max() ?? 0
        return min(longest, max(20, width - 40))
    }

    private func name(_ name: AccountName, _ width: Int) -> String {
        PrintableText.padded(PrintableText.escaped(name.text), to: width)
    }

    private func count(_ number: Int, _ one: String, _ many: String) -> String {
        number == 1 ? "1 \(one)" : "\(number) \(many)"
    }
}
