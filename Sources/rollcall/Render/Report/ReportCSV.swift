import Accounts
import Provisioning

/// A run's report for a spreadsheet: one line per account.
struct ReportCSV {
    let report: RunReport
    private let failures: ReportFailures

    init(report: RunReport) {
        self.report = report
        failures = ReportFailures(report)
    }

    private static let header = [
        "username", "action", "outcome", "userID", "attempts", "httpStatus", "error", "file", "line",
    ]

    func render() -> String {
        let accounts = report.accounts.map { account in
            [
                account.username.text, account.action.rawValue, account.outcome.rawValue, account.userID ?? "",
                String(account.attempts), account.httpStatus.map(String.init) ?? "",
                failures.of(account) ?? "", account.file, String(account.line),
            ]
        }
        return ([Self.header] + accounts).map { CSVOutput.row($0) + "\n" }.joined()
    }
}
