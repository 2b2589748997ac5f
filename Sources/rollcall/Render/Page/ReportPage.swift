import Accounts
import Provisioning

/// A run's report as a page: the accounts that are not as wanted first.
struct ReportPage {
    let report: RunReport
    private let troubles: ReportTroubles

    init(report: RunReport) {
        self.report = report
        troubles = ReportTroubles(report)
    }

    var page: Page {
        let rows = report.accounts.map { (isTroubled: troubles.of($0) != nil, cells: cells($0)) }
        return Page(
            title: "rollcall run \(report.run) at \(report.server)", facts: facts, counts: counts,
            remark: rows.isEmpty ? "Nothing was due." : nil, warnings: [],
            columns: [
                Page.Column(name: "Outcome", sort: .text), Page.Column(name: "Username", sort: .text),
                Page.Column(name: "Action", sort: .text), Page.Column(name: "Row", sort: .place),
                Page.Column(name: "Requests", sort: .number), Page.Column(name: "Answer", sort: .number),
                Page.Column(name: "ID or what happened", sort: .text),
            ],
            rows: rows.filter(\.isTroubled).map(\.cells) + rows.filter { !$0.isTroubled }.map(\.cells))
    }

    private var facts: [Page.Fact] {
        let verified = report.verification.map { verification in
            Page.Fact(
                name: "Verified",
                value: "against a listing of " + counted(verification.listed, "account") + " read at the end: "
                    + counted(verification.differences.count, "difference"))
        }
        let rosters = report.rosters.map { roster in
            Page.Fact(name: "Roster", value: "\(roster.path): \(roster.words),", digest: roster.sha256)
        }
        return [
            Page.Fact(name: "Server", value: report.server), Page.Fact(name: "Run", value: String(report.run)),
            Page.Fact(name: "Status", value: report.status.rawValue),
            Page.Fact(name: "Started", value: report.started),
            report.finished.map { Page.Fact(name: "Finished", value: $0) }, verified,
            report.handOut.map { Page.Fact(name: "Credentials", value: $0.sentences.joined(separator: "; ")) },
            Page.Fact(name: "By", value: report.origin.words),
        ].compactMap(\.self) + rosters
    }

    private var counts: [Page.Count] {
        let summary = report.summary
        return [
            Page.Count(name: "failed", number: summary.failed), Page.Count(name: "unknown", number: summary.unknown),
            Page.Count(name: "stranded", number: summary.stranded),
            Page.Count(name: "skipped", number: summary.skipped),
            Page.Count(name: "still to do", number: summary.remaining),
            Page.Count(name: "blocked", number: report.blocked),
            Page.Count(name: "succeeded", number: summary.succeeded),
            Page.Count(name: "planned", number: summary.planned),
        ]
    }

    private func cells(_ account: RunReport.Account) -> [String] {
        let trouble = troubles.of(account)
        return [
            account.outcome == .succeeded && trouble != nil ? "differs" : account.outcome.rawValue,
            account.username.text, account.action.rawValue, AccountPlace.place(account.file, account.line),
            String(account.attempts), account.httpStatus.map(String.init) ?? "",
            [account.userID, trouble].compactMap(\.self).joined(separator: ": "),
        ]
    }
}
