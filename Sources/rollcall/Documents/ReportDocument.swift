import Accounts
import Provisioning

/// The result of a run as a document: failures first, then successes.
struct ReportDocument {
    let report: RunReport
    private let named: [RunReport.Outcome]
    private let blocked: [BlockedAccount]
    private let limit: Int
    private let failures: ReportFailures

    /// The outcomes that require attention.
    static let failures: [RunReport.Outcome] = [.failed, .unknown, .stranded, .skipped]

    /// Creates the document.
    ///
    /// - Parameters:
    ///   - named: The outcomes whose accounts are named.
    ///   - blocked: The blocked accounts, if they should be shown.
    ///   - limit: The maximum number of shown rows per section.
    init(
        _ report: RunReport, naming named: [RunReport.Outcome] = failures + [.remaining, .succeeded],
        blocked: [BlockedAccount] = [], limit: Int = .max
    ) {
        self.report = report
        self.named = named
        self.blocked = blocked
        self.limit = limit
        failures = ReportFailures(report)
    }

    var document: Document {
        Document(
            title: Document.Title(
                start: "Run \(report.run), \(report.status.rawValue), at", address: report.server),
            facts: facts, counts: counts, remark: report.summary.planned == 0 ? "Nothing was due." : nil,
            notes: [waiting].compactMap(\.self), kindName: "Outcome",
            columns: [
                Document.Column(name: "Username", style: .code), Document.Column(name: "Action"),
                Document.Column(name: "Row", sort: .place, style: .code),
                Document.Column(name: "Requests", sort: .number, isOnScreen: false),
                Document.Column(name: "Answer", sort: .number, isOnScreen: false),
                Document.Column(name: "ID", style: .code), Document.Column(name: "What happened", style: .prose),
            ],
            sections: sections, brief: brief)
    }

    /// The single line for a night without any due action.
    private var brief: String? {
        guard report.summary.planned == 0, report.isSuccess, report.delivery == nil, let finished = report.finished
        else { return nil }
        return
            "Run \(report.run), \(report.status.rawValue), at \(report.server), finished \(finished): nothing was due"
    }

    private var facts: [Document.Fact] {
        let verified = report.verification.map { verification in
            Document.Fact(
                name: "Verified",
                value: "compared with a listing of " + counted(verification.listed, "account") + " at the end: "
                    + counted(verification.differences.count, "difference"))
        }
        let credentials = (report.delivery?.sentences ?? []).map { Document.Fact(name: "Credentials", value: $0) }
        let times = [
            Document.Fact(name: "Started", value: "\(report.started)"),
            report.finished.map { Document.Fact(name: "Finished", value: "\($0)") }, verified,
        ]
        let by = Document.Fact(name: "By", value: report.origin.words, isDetail: true)
        let rosters = report.rosters.map { roster in
            var fact = roster.fact
            fact.isDetail = true
            return fact
        }
        return times.compactMap(\.self) + credentials + [by] + rosters
    }

    private var counts: [Document.Count] {
        let summary = report.summary
        func count(_ name: String, _ number: Int, of outcome: RunReport.Outcome? = nil) -> Document.Count {
            Document.Count(name: name, number: number, kind: outcome?.rawValue, isRare: true)
        }
        return [
            count("planned", summary.planned), count("succeeded", summary.succeeded, of: .succeeded),
            count("failed", summary.failed, of: .failed), count("unknown", summary.unknown, of: .unknown),
            count("stranded", summary.stranded, of: .stranded), count("skipped", summary.skipped, of: .skipped),
            count("still to do", summary.remaining, of: .remaining), count("blocked", report.blocked),
        ]
    }

    /// A note about accounts that wait; a finished run leaves only accounts behind a closed gate.
    private var waiting: Document.Note? {
        guard report.status == .partial, report.summary.remaining > 0 else { return nil }
        let accounts = counted(report.summary.remaining, "account stays", many: "accounts stay")
        return Document.Note(
            text: "\(accounts) pending, because not every registration succeeded.  Register the rest with "
                + "--two-phase, or activate them without it:",
            call: SuggestedCommand.text("resume --activate-rest"))
    }
}

// The accounts, with one section per outcome.
extension ReportDocument {
    private var sections: [Document.Section] {
        let failures = named.filter { $0 != .succeeded }.map(section)
        let succeeded = named.contains(.succeeded) ? section(.succeeded) : nil
        return
            (failures + [differing, PlanDocument.blocked(blocked, limit: PlanOutput.fold).map(leftAlone), succeeded])
            .compactMap(\.self)
    }

    private func section(_ outcome: RunReport.Outcome) -> Document.Section? {
        let accounts = report.accounts.filter {
            $0.outcome == outcome && (outcome != .succeeded || failures.of($0) == nil)
        }
        guard !accounts.isEmpty else { return nil }
        return Document.Section(
            kind: outcome.rawValue, title: title(outcome, counted(accounts.count, "account")),
            weight: outcome == .succeeded ? .aside : .failure,
            mark: outcome == .succeeded ? .init(text: "+", role: .register) : .failure,
            rows: accounts.prefix(limit).map { cells($0, note: failures.of($0)) }, count: accounts.count)
    }

    /// The successes that the final listing does not show, whether or not the report names all accounts.
    private var differing: Document.Section? {
        let accounts = report.accounts.filter { $0.outcome == .succeeded && failures.of($0) != nil }
        let known = Set(accounts.map(\.username))
        let others = (report.verification?.differences ?? []).filter { !known.contains($0.username) }
        guard !accounts.isEmpty || !others.isEmpty else { return nil }
        let rows =
            accounts.map { cells($0, note: failures.of($0)) }
            + others.map { [$0.username.text, "", "", "", "", "", $0.difference] }
        return Document.Section(
            kind: "differs", title: "Not as reported, says a listing read at the end", weight: .failure,
            mark: .failure, rows: Array(rows.prefix(limit)), count: rows.count)
    }

    private func cells(_ account: RunReport.Account, note: String?) -> [String] {
        [
            account.username.text, account.action.rawValue, AccountPlace.place(account.file, account.line),
            String(account.attempts), account.httpStatus.map(String.init) ?? "", account.userID ?? "", note ?? "",
        ]
    }

    /// Converts the blocked rows of a plan to the columns of a report.
    private func leftAlone(_ section: Document.Section) -> Document.Section {
        let rows = section.rows.map { [$0[0], "", $0[2], "", "", "", $0[4]] }
        return Document.Section(
            kind: section.kind, title: section.title, weight: section.weight, mark: section.mark, rows: rows,
            count: section.count, more: SuggestedCommand.text("plan --all ROSTER"))
    }

    /// Whether `resume` continues the run; otherwise the next `apply` does.
    private var isOpen: Bool { report.status == .interrupted || report.status == .running }

    private func title(_ outcome: RunReport.Outcome, _ accounts: String) -> String {
        switch outcome {
        case .failed: "Refused by the server, \(accounts) (correct what it names, then apply again)"
        case .unknown:
            "Sent without an answer, \(accounts) (to settle this, type "
                + "\(SuggestedCommand.text(isOpen ? "resume" : "apply ROSTER")))"
        case .stranded:
            "Stranded, \(accounts) (name taken, id not known; to see what to do, type \(SuggestedCommand.text("status")))"
        case .skipped: "Skipped, \(accounts)"
        case .succeeded: "Done, \(accounts)"
        case .remaining: "Still to do, \(accounts)"
        }
    }
}
