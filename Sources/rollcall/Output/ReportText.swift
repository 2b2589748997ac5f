import Provisioning

/// What a run did, for people: the counts, then every account that is not as wanted.
struct ReportText {
    let report: RunReport
    let width: Int

    init(_ report: RunReport, width: Int = Console.width) {
        self.report = report
        self.width = width
    }

    func render() -> String {
        ([headline, counts] + [RunReport.Outcome.failed, .unknown, .stranded, .skipped].compactMap(section))
            .joined(separator: "\n") + "\n"
    }

    private var headline: String {
        "Run \(report.run) \(report.status.rawValue) at \(PrintableText.escaped(report.server)), "
            + "started \(report.started)" + (report.finished.map { ", finished \($0)" } ?? "")
    }

    private var counts: String {
        let summary = report.summary
        let parts = [
            (summary.planned, "planned"), (summary.succeeded, "succeeded"), (summary.failed, "failed"),
            (summary.unknown, "unknown"), (summary.stranded, "stranded"), (summary.skipped, "skipped"),
            (summary.remaining, "still to do"),
        ]
        return "  " + parts.filter { $0.0 > 0 || $0.1 == "planned" }.map { "\($0) \($1)" }.joined(separator: ", ")
    }

    private func section(_ outcome: RunReport.Outcome) -> String? {
        let accounts = report.accounts.filter { $0.outcome == outcome }
        guard !accounts.isEmpty else { return nil }
        let lines = accounts.map { account in
            "  " + PrintableText.escaped("\(account.username)  \(account.file):\(account.line)") + "\n"
                + PrintableText.wrapped(
                    PrintableText.escaped(account.error ?? "no answer"), width: width, indent: "      ")
        }
        return "\n\(title(outcome)):\n" + lines.joined(separator: "\n")
    }

    private func title(_ outcome: RunReport.Outcome) -> String {
        switch outcome {
        case .failed: "Refused by the server"
        case .unknown: "Sent, outcome unknown; the next apply settles them"
        case .stranded: "Stranded; rollcall status tells what to do"
        case .skipped: "Skipped"
        case .succeeded: "Done"
        case .remaining: "Still to do"
        }
    }
}
