import Accounts
import Foundation
import Provisioning

/// The metrics of one run and their file.
struct RunMetrics {
    /// The file of `--metrics`.
    let path: String
    let tally: RequestTally
    let journal: Journal

    /// Writes the metrics of the run's report, completely or not at all.
    ///
    /// - Parameters:
    ///   - unmanaged: The number of listed accounts that are in no roster; nil if the run does not check.
    ///   - status: The coming exit status of this call.
    func write(_ report: RunReport, unmanaged: Int?, ending status: ExitStatus) throws {
        let attempt = MetricsFile.Attempt(time: Surroundings.current.date(), status: status.rawValue, run: report.run)
        let runs = try journal.runs()
        // A run whose report could not be written is not a success.
        let isSuccess = status == .done
        let lastSuccess = runs.first { $0.status == .completed && (isSuccess || $0.id != report.run) }?.finished
        let text = MetricsText(
            report: report, counts: tally.counts, unmanaged: unmanaged,
            lastSuccess: lastSuccess?.date,
            owed: try journal.owedDeliveries(), attempt: attempt)
        try MetricsFile.write(text.render(), to: path, ending: attempt)
    }
}
