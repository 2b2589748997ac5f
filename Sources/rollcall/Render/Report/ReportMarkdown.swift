import Accounts
import Provisioning

/// A run's report for a ticket or a merge request: every account that is not as wanted, then the others.
struct ReportMarkdown {
    let report: RunReport
    private let troubles: ReportTroubles

    init(report: RunReport) {
        self.report = report
        troubles = ReportTroubles(report)
    }

    func render() -> String {
        let troubled = report.accounts.filter { troubles.of($0) != nil }
        let done = report.accounts.filter { troubles.of($0) == nil }
        let sections = [
            "# rollcall run \(report.run): \(report.status.rawValue)", facts, counts, table("To look at", troubled),
            table("As wanted", done),
        ]
        return sections.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private var facts: String {
        let verified = report.verification.map {
            "- Compared with a listing of " + counted($0.listed, "account") + " at the end: "
                + counted($0.differences.count, "difference")
        }
        let rosters = report.rosters.map { roster in
            "- Roster " + MarkdownText.code(roster.path) + ": " + MarkdownText.prose(roster.words) + ", SHA-256 "
                + MarkdownText.code(roster.sha256)
        }
        let facts = [
            "- Server: " + MarkdownText.code(report.server), "- Started \(report.started)",
            report.finished.map { "- Finished \($0)" }, verified, origin,
        ]
        let handOut = report.handOut.map {
            "- Credentials: " + MarkdownText.prose($0.sentences.joined(separator: "; "))
        }
        return ((facts + [handOut]).compactMap(\.self) + rosters).joined(separator: "\n")
    }

    private var origin: String {
        let origin = report.origin
        return "- By " + MarkdownText.code(origin.user) + " on " + MarkdownText.code(origin.host) + " in "
            + MarkdownText.code(origin.directory) + ", with rollcall " + MarkdownText.code(origin.version)
    }

    private var counts: String {
        let summary = report.summary
        let numbers = [
            summary.planned, summary.succeeded, summary.failed, summary.unknown, summary.stranded, summary.skipped,
            summary.remaining, report.blocked,
        ]
        return MarkdownText.table(
            ["Planned", "Succeeded", "Failed", "Unknown", "Stranded", "Skipped", "Still to do", "Blocked"],
            [numbers.map(String.init)])
    }

    private func table(_ title: String, _ accounts: [RunReport.Account]) -> String? {
        guard !accounts.isEmpty else { return nil }
        let rows = accounts.map { account in
            [
                MarkdownText.code(account.username.text), account.action.rawValue, account.outcome.rawValue,
                MarkdownText.code(account.userID ?? ""),
                MarkdownText.code(AccountPlace.place(account.file, account.line)),
                MarkdownText.prose(troubles.of(account) ?? ""),
            ]
        }
        return "## \(title): \(accounts.count)\n\n"
            + MarkdownText.table(["Username", "Action", "Outcome", "ID", "Row", "What happened"], rows)
    }
}
