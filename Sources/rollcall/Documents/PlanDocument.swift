import Accounts
import Provisioning

/// A plan as a document: blocked accounts, planned actions, and unmanaged accounts.
struct PlanDocument {
    let plan: Plan
    /// The SHA-256 of the plan's JSON; nil if it is not shown.
    var digest: String?
    /// The journal that the plan was made with, if it is known.
    var journal: String?
    /// The maximum number of shown rows per section.
    var limit = Int.max
    /// The maximum for rows that require no action.
    var asideLimit = Int.max

    var document: Document {
        Document(
            title: Document.Title(start: "Plan for", address: plan.server, end: " as of \(plan.dayWords)"),
            facts: facts, counts: counts,
            remark: plan.actions.isEmpty && plan.blocked.isEmpty && plan.owed == nil ? "Nothing to do." : nil,
            notes: plan.warnings.map { Document.Note(text: $0) }, kindName: "What",
            columns: [
                Document.Column(name: "Username", style: .code), Document.Column(name: "State or code"),
                Document.Column(name: "Row", sort: .place, style: .code),
                Document.Column(name: "ID", style: .code, isOnScreen: false),
                Document.Column(name: "Remark", style: .prose),
            ],
            sections: ([Self.blocked(plan.blocked, limit: limit), register, activate, settle, owed, unmanaged])
                .compactMap(\.self))
    }

    private var facts: [Document.Fact] {
        let selection = plan.selection.map { Document.Fact(name: "Rows", value: SelectionText.render($0)) }
        let phases =
            plan.isTwoPhase
            ? Document.Fact(name: "Two phases", value: "Everybody is registered before anybody is activated.") : nil
        let changes = LastRunText(plan: plan).sentences.map { Document.Fact(name: "Changes", value: $0) }
        let origin = [
            Document.Fact(name: "Made", value: "\(plan.created)", isDetail: true),
            Document.Fact(name: "By", value: RunOrigin.here.words, isDetail: true),
            journal.map { Document.Fact(name: "Journal", value: $0, isDetail: true) },
            digest.map { Document.Fact(name: "Plan", digest: $0, isDetail: true) },
        ]
        let listing = Document.Fact(name: "Listing", value: counted(plan.listing.users, "account"))
        return plan.rosters.map(\.fact) + ([selection, listing, phases] as [Document.Fact?]).compactMap(\.self)
            + changes + origin.compactMap(\.self)
    }

    private var counts: [Document.Count] {
        let summary = plan.summary
        return [
            Document.Count(name: "to register", number: summary.register, kind: "register"),
            Document.Count(name: "to activate", number: summary.activate, kind: "activate"),
            Document.Count(name: "to settle", number: summary.settle, kind: "settle", isRare: true),
            Document.Count(name: "unchanged", number: summary.unchanged),
            Document.Count(name: "blocked", number: summary.blocked, kind: "blocked"),
            Document.Count(name: "unmanaged", number: summary.unmanaged, kind: "unmanaged"),
        ]
    }

    /// Returns the section of blocked accounts, grouped by reason.
    static func blocked(_ accounts: [BlockedAccount], limit: Int = .max) -> Document.Section? {
        guard !accounts.isEmpty else { return nil }
        var places: [String: Int] = [:]
        var groups: [[BlockedAccount]] = []
        for account in accounts {
            if let place = places[account.reason] {
                groups[place].append(account)
            } else {
                places[account.reason] = groups.count
                groups.append([account])
            }
        }
        let rows = groups.joined().prefix(limit).map { account in
            [
                account.username.text, account.code, AccountPlace.place(account.file, account.line), "",
                account.reason,
            ]
        }
        return Document.Section(
            kind: "blocked", title: "Blocked, " + counted(accounts.count, "row") + " left alone until you act",
            weight: .failure, mark: .failure, rows: rows, count: accounts.count)
    }

    private var register: Document.Section? {
        actions(.register, count: plan.summary.register, mark: .init(text: "+", role: .register)) {
            "Register \($0) that the server does not have"
        }
    }

    private var activate: Document.Section? {
        actions(.activate, count: plan.summary.activate, mark: .init(text: "^", role: .activate)) {
            "Activate \($0) that an earlier run registered as pending"
        }
    }

    private var settle: Document.Section? {
        actions(.settle, count: plan.summary.settle, mark: .init(text: "?", role: .settle)) {
            "Settle \($0) whose earlier registration was cut off, then go on as wanted"
        }
    }

    private func actions(
        _ kind: Action.Kind, count: Int, mark: Document.Section.Mark, title: (String) -> String
    ) -> Document.Section? {
        guard count > 0 else { return nil }
        let rows = plan.actions.lazy.filter { $0.action == kind }.prefix(limit).map { action in
            [
                action.username.text, action.state.rawValue, AccountPlace.place(action.file, action.line),
                action.userID ?? "", action.words ?? "",
            ]
        }
        return Document.Section(
            kind: kind.rawValue, title: title(counted(count, "account")), weight: .work, mark: mark,
            rows: Array(rows),
            count: count)
    }

    private var owed: Document.Section? {
        guard let owed = plan.owed else { return nil }
        let rows = owed.prefix(limit).map { credential in
            [credential.username.text, "", "", "", credential.password.words ?? "password of the roster"]
        }
        let accounts = counted(owed.count, "account")
        return Document.Section(
            kind: "hand out", title: "Deliver the credentials of \(accounts) of earlier runs (--credentials FILE)",
            weight: .work, mark: .init(text: "=", role: .activate), rows: rows, count: owed.count)
    }

    private var unmanaged: Document.Section? {
        guard !plan.unmanaged.isEmpty else { return nil }
        let protected = Set(plan.protected ?? [])
        // Protected accounts are known exceptions, so the others come first.
        let others = plan.unmanaged.lazy.filter { !protected.contains($0) }.prefix(asideLimit)
        let names = (Array(others) + (plan.protected ?? []).prefix(asideLimit)).prefix(asideLimit)
        let accounts = counted(plan.unmanaged.count, "listed account")
        return Document.Section(
            kind: "unmanaged", title: "Unmanaged, \(accounts) that no roster names (never touched)", weight: .aside,
            mark: .init(text: " ", role: .aside),
            rows: names.map { [$0.text, "", "", "", protected.contains($0) ? "protected" : ""] },
            count: plan.unmanaged.count)
    }
}
