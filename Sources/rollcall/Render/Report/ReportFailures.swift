import Accounts
import Provisioning

/// The problems of the accounts in a report.
struct ReportFailures {
    /// The contradictions between the final listing and reported successes.
    private let differences: [AccountName: String]

    init(_ report: RunReport) {
        let foreign = (report.delivery?.passwordNotOurs ?? []).map { ($0, "listed, password not ours") }
        differences = Dictionary(
            (report.verification?.differences ?? []).map { ($0.username, $0.difference) } + foreign,
            uniquingKeysWith: { first, _ in first })
    }

    /// Returns an account's problem, or why it was skipped; nil if it is as required.
    func of(_ account: RunReport.Account) -> String? {
        switch account.outcome {
        case .succeeded: differences[account.username]
        case .failed: account.error ?? "refused"
        case .unknown: account.error ?? "no answer"
        case .stranded: account.error ?? "the name is taken"
        case .skipped: account.error ?? "skipped"
        case .remaining: account.error ?? "still to do"
        }
    }
}
