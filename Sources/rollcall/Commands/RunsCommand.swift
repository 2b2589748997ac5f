import ArgumentParser
import Provisioning

/// `rollcall runs`: the history, or one run's report again.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "The history from the journal; with ID, one run's report again.")

    @Argument(help: "The number of a run.") var id: Int64?
    @OptionGroup var journalOptions: JournalOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
        guard let journal = try journalOptions.openIfPresent() else {
            throw Failure(
                .error, "There is no journal at \(journalOptions.path).  Choose another with --journal FILE.")
        }
        try journal.reporting { journal in
            if let id {
                let report = try self.report(try journal.run(id), journal)
                Console.product(format == .json ? try JSONOutput.text(report) : text(report))
            } else {
                let reports = try journal.runs().map { try self.report($0, journal) }
                switch format {
                case .json: Console.product(try JSONOutput.text(reports.map(RunLine.init)))
                case .text: Console.product(reports.map(line).joined(separator: "\n"))
                }
            }
        }
    }

    private func report(_ run: RunRecord, _ journal: Journal) throws -> RunReport {
        RunReport(run: run, server: try journal.server() ?? "?", actions: try journal.actions(of: run.id))
    }

    private func text(_ report: RunReport) -> String {
        let done = report.accounts.filter { $0.outcome == .succeeded }.map { account in
            "  " + PrintableText.escaped("\(account.username)  \(account.action.rawValue)  \(account.userID ?? "")")
        }
        return ReportText(report).render() + (done.isEmpty ? "" : "\nDone:\n" + done.joined(separator: "\n") + "\n")
    }

    private func line(_ report: RunReport) -> String {
        let summary = report.summary
        return "\(report.run)  \(report.started)  \(PrintableText.padded(report.status.rawValue, to: 11))  "
            + "\(summary.succeeded)/\(summary.planned) succeeded"
    }
}

/// One run in the list of runs, for programs.
struct RunLine: Encodable {
    let run: Int64
    let status: RunRecord.Status
    let started: String
    let finished: String?
    let summary: RunReport.Summary

    init(_ report: RunReport) {
        run = report.run
        status = report.status
        started = report.started
        finished = report.finished
        summary = report.summary
    }
}
