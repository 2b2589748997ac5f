import Accounts
import Provisioning

/// The runs of a journal, one line each, the latest first.
struct RunsText {
    let runs: [(run: RunRecord, report: RunReport)]
    let journal: String

    init(_ runs: [(run: RunRecord, report: RunReport)], journal: String) {
        self.runs = runs
        self.journal = journal
    }

    func render() -> String {
        guard let latest = runs.map(\.run.id).max() else {
            return "The journal \(PrintableText.escaped(journal)) has no run yet."
        }
        let width = String(latest).count
        return runs.map { run, report in
            let number = String(repeating: " ", count: width - String(run.id).count) + String(run.id)
            let status = PrintableText.padded(run.status.rawValue, to: 11)
            let summary = report.summary
            return
                "\(number)  \(run.started)  \(status)  \(summary.succeeded.grouped) of \(summary.planned.grouped) succeeded"
                + (run.blocked > 0 ? ", \(run.blocked.grouped) blocked" : "")
        }.joined(separator: "\n")
    }
}

/// One run in the list of runs, for programs.
struct RunLine: Encodable {
    let run: Int64
    let status: RunRecord.Status
    let started: Timestamp
    let finished: Timestamp?
    let origin: RunOrigin
    let rosters: [RosterDigest]
    let summary: RunReport.Summary

    init(_ report: RunReport) {
        run = report.run
        status = report.status
        started = report.started
        finished = report.finished
        origin = report.origin
        rosters = report.rosters
        summary = report.summary
    }
}
