import Accounts
import Foundation
import Provisioning

/// The metrics of one run and the file that they go to.
struct RunMetrics {
    /// The file of `--metrics`.
    let path: String
    let tally: RequestTally
    let journal: Journal

    /// Takes down what the report of the run says, whole or not at all.
    ///
    /// - Parameters:
    ///   - unmanaged: How many listed accounts no roster names; nil when the run does not look.
    ///   - status: How this call is about to end.
    func write(_ report: RunReport, unmanaged: Int?, ending status: ExitStatus) throws {
        let attempt = MetricsFile.Attempt(time: Date(), status: status.rawValue, run: report.run)
        let runs = try journal.runs()
        // A run is no success whose report could not be written.
        let isSuccess = status == .done
        let lastSuccess = runs.first { $0.status == .completed && (isSuccess || $0.id != report.run) }?.finished
        let text = MetricsText(
            report: report, counts: tally.counts, unmanaged: unmanaged,
            lastSuccess: lastSuccess?.date,
            owed: try journal.owedDeliveries(), attempt: attempt)
        try MetricsFile.write(text.render(), to: path, ending: attempt)
    }
}
