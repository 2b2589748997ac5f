import Accounts
import Provisioning

/// A run's report for a build server: one test case per account, and one more if credentials could not be delivered.
///
/// A refused or stranded account, and one that the listing does not show as reported, is a failure; one without a
/// known outcome is an error.
struct ReportJUnit {
    let report: RunReport
    private let failures: ReportFailures

    init(report: RunReport) {
        self.report = report
        failures = ReportFailures(report)
    }

    func render() -> String {
        let cases = report.accounts.map { (account: $0, verdict: verdict($0)) }
        let owed = credentials
        func count(_ element: String) -> Int { cases.count { $0.verdict?.element == element } }
        let suite = XMLText.attributes([
            "name": "rollcall run \(report.run)", "tests": String(cases.count + owed.count),
            "failures": String(count("failure")), "errors": String(count("error") + owed.count),
            "skipped": String(count("skipped")), "timestamp": report.started.description,
        ])
        let lines =
            ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites>", "  <testsuite\(suite)>"] + properties
            + cases.map { text($0.account, $0.verdict) } + owed + ["  </testsuite>", "</testsuites>"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The contents of a test case whose account is not as required.
    private struct Verdict {
        let element: String
        let type: String
        let message: String
    }

    private var properties: [String] {
        let pairs: KeyValuePairs = [
            "run": String(report.run), "server": report.server, "status": report.status.rawValue,
            "blocked": String(report.blocked),
            "finished": report.finished?.description ?? "", "user": report.origin.user, "host": report.origin.host,
            "version": report.origin.version,
        ]
        let rosters = report.rosters.map { (key: "sha256 of \($0.path)", value: $0.sha256) }
        return ["    <properties>"]
            + (pairs + rosters).map { "      <property\(XMLText.attributes(["name": $0.key, "value": $0.value]))/>" }
            + ["    </properties>"]
    }

    /// A test case for credentials that are still owed; none if there is no problem with them.
    private var credentials: [String] {
        let accounts = Set(report.accounts.map(\.username))
        // Credentials of earlier runs have no case of their own.
        guard let delivery = report.delivery,
            delivery.isOwing || !accounts.isSuperset(of: delivery.passwordNotOurs ?? [])
        else { return [] }
        let names = XMLText.attributes(["name": "credentials", "classname": "rollcall"])
        let error = XMLText.attributes(["type": "owed", "message": delivery.sentences.joined(separator: "; ")])
        return ["    <testcase\(names)>\n      <error\(error)/>\n    </testcase>"]
    }

    private func verdict(_ account: RunReport.Account) -> Verdict? {
        guard let failure = failures.of(account) else { return nil }
        return switch account.outcome {
        case .succeeded: Verdict(element: "failure", type: "not-as-reported", message: failure)
        case .failed, .stranded: Verdict(element: "failure", type: account.outcome.rawValue, message: failure)
        case .unknown: Verdict(element: "error", type: account.outcome.rawValue, message: failure)
        case .skipped, .remaining: Verdict(element: "skipped", type: account.outcome.rawValue, message: failure)
        }
    }

    private func text(_ account: RunReport.Account, _ verdict: Verdict?) -> String {
        let place = AccountPlace.place(account.file, account.line)
        let attributes = XMLText.attributes([
            "name": account.username.text, "classname": account.file, "file": account.file,
            "line": String(account.line),
        ])
        guard let verdict else { return "    <testcase\(attributes)/>" }
        // A skipped element has no type.
        let inner =
            verdict.element == "skipped"
            ? XMLText.attributes(["message": "\(place): \(verdict.message)"])
            : XMLText.attributes(["type": verdict.type, "message": "\(place): \(verdict.message)"])
        return "    <testcase\(attributes)>\n      <\(verdict.element)\(inner)/>\n    </testcase>"
    }
}
