import Accounts
import Provisioning
import Roster

/// The plan as an admin reviews it: counts first, then what would happen to whom and why, blocked accounts with
/// their remedy, unmanaged ones last.
struct PlanText {
    let plan: Plan
    let width: Int
    /// How many lines of a list are shown before the rest is only counted.
    let fold: Int
    let palette: Palette

    init(_ plan: Plan, width: Int = Console.width, showsAll: Bool = false, palette: Palette = .plain) {
        self.plan = plan
        self.width = width
        self.palette = palette
        fold = showsAll ? .max : 20
    }

    func render() -> String {
        [
            header, counts, actions(.register), actions(.activate), actions(.settle),
            owed, BlockedText(plan.blocked, width: width, fold: fold, palette: palette).render(), warnings, unmanaged,
        ].compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private var header: String {
        let rosters = plan.rosters.map { roster in
            "  from " + PrintableText.escaped("\(roster.path): \(roster.words)")
        }
        let title = "Plan for \(PrintableText.escaped(plan.server)) as of \(plan.dayWords)"
        let selection = plan.selection.map { "  " + SelectionText.render($0) }
        let listing = "  against " + counted(plan.listing.users, "listed account")
        let lastRun = LastRunText(plan: plan).sentences.map { "  " + PrintableText.escaped($0) }
        return ([palette(title, .title)] + rosters + [selection, listing].compactMap(\.self) + lastRun)
            .joined(separator: "\n")
    }

    private var counts: String {
        let summary = plan.summary
        var parts = ["\(summary.register) to register", "\(summary.activate) to activate"]
        // Rare, and only worth a word when there are some.
        if summary.settle > 0 { parts.append("\(summary.settle) to settle") }
        parts += ["\(summary.unchanged) unchanged", "\(summary.blocked) blocked", "\(summary.unmanaged) unmanaged"]
        let line = PrintableText.wrapped(parts.joined(separator: ", "), width: width, indent: "  ")
        return plan.actions.isEmpty && plan.blocked.isEmpty && plan.owed == nil ? line + "\n\nNothing to do." : line
    }

    private func actions(_ kind: Action.Kind) -> String? {
        let count = plan.actions.count { $0.action == kind }
        guard count > 0 else { return nil }
        let actions = Array(plan.actions.lazy.filter { $0.action == kind }.prefix(fold))
        let nameWidth = nameColumn(actions.map(\.username))
        let lines = actions.map { action in
            "  \(mark(kind)) \(name(action.username, nameWidth))  \(effect(action))  "
                + PrintableText.escaped("\(action.file):\(action.line)")
                + (action.words.map { "  (\($0))" } ?? "")
        }
        return FoldedList.text(
            palette(title(kind, count), .title), lines, hidden: count - lines.count)
    }

    private var owed: String? {
        guard let owed = plan.owed else { return nil }
        let lines = owed.prefix(fold).map { credential in
            "  " + palette("=", .activate) + " " + PrintableText.escaped(credential.username.text)
                + (credential.password.words.map { "  (\($0))" } ?? "")
        }
        let title =
            "Hand out the credentials of \(counted(owed.count, "account")) of earlier runs (--credentials FILE):"
        return FoldedList.text(palette(title, .title), lines, hidden: owed.count - lines.count)
    }

    private func mark(_ kind: Action.Kind) -> String {
        switch kind {
        case .register: palette("+", .register)
        case .activate: palette("^", .activate)
        case .settle: palette("?", .settle)
        }
    }

    private func title(_ kind: Action.Kind, _ number: Int) -> String {
        let accounts = counted(number, "account")
        return switch kind {
        case .register: "Register \(accounts) that the server does not have:"
        case .activate: "Activate \(accounts) that an earlier run registered as pending:"
        case .settle: "Settle \(accounts) whose earlier registration was cut off, then go on as wanted:"
        }
    }

    private func effect(_ action: PlannedAction) -> String {
        action.state == .active ? "active " : "pending"
    }

    private var warnings: String? {
        guard !plan.warnings.isEmpty else { return nil }
        let lines = plan.warnings.prefix(fold).map {
            "  " + palette("*", .warning) + " "
                + PrintableText.wrapped(PrintableText.escaped($0), width: width, indent: "    ").dropFirst(4)
        }
        return FoldedList.text(palette("Worth knowing:", .title), lines, hidden: plan.warnings.count - lines.count)
    }

    private var unmanaged: String? {
        guard !plan.unmanaged.isEmpty else { return nil }
        let protected = Set(plan.protected ?? [])
        // What stands out comes first; protected accounts are known exceptions.
        let others = plan.unmanaged.lazy.filter { !protected.contains($0) }
        let names = (Array(others.prefix(fold)) + (plan.protected ?? []).prefix(fold)).prefix(fold)
        let lines = names.map { name in
            let note = protected.contains(name) ? "  (protected)" : ""
            return "    " + palette(PrintableText.escaped(name.text) + note, .aside)
        }
        let title =
            "Unmanaged, " + counted(plan.unmanaged.count, "listed account")
            + " that no roster names (never touched):"
        return FoldedList.text(palette(title, .title), lines, hidden: plan.unmanaged.count - lines.count)
    }

    /// Names line up, but one long name must not push everything off the screen.
    private func nameColumn(_ names: [AccountName]) -> Int {
        let longest = names.prefix(fold).map { PrintableText.columns(PrintableText.escaped($0.text)) }.max() ?? 0
        return min(longest, max(20, width - 40))
    }

    private func name(_ name: AccountName, _ width: Int) -> String {
        PrintableText.padded(PrintableText.escaped(name.text), to: width)
    }
}
