import Accounts
import Provisioning

/// What is wrong with the accounts of a report.
struct ReportFailures {
    /// How the listing read at the end contradicts a success.
    private let differences: [AccountName: String]

    init(_ report: RunReport) {
        let foreign = (report.delivery?.passwordNotOurs ?? []).map { ($0, "listed, password not ours") }
        differences = Dictionary(
            (report.verification?.differences ?? []).map { ($0.username, $0.difference) } + foreign,
            uniquingKeysWith: { first, _ in first })
    }

    /// What is wrong with an account, or why nothing was done; nil when it is as wanted.
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
