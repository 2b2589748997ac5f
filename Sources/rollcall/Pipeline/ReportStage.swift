import Provisioning

/// The last stage: writes and prints the result of a run, each output independently, so that a failure of one does
/// not prevent the others.
struct ReportStage {
    let files: [String]
    let format: OutputFormat
    let isQuiet: Bool
    /// The metrics of the run for Prometheus, if requested.
    var metrics: RunMetrics?

    /// Ends a run.
    ///
    /// - Parameter notes: Prints further notes.
    /// - Throws: The exit status, unless the run was fully successful and every output could be written.
    func deliver(_ ended: EndedRun, notes: () throws -> Void = {}) throws {
        // The result comes first, and standard output last, because its reader may be slow.
        if let failure = ended.failure { Console.error(failure.message) }
        var isComplete = true
        for file in files { isComplete = attempt { try write(ended, to: file) } && isComplete }
        if let metrics {
            let status = status(ended, isComplete)
            isComplete = attempt { try write(ended, to: metrics, ending: status) } && isComplete
        }
        if let report = ended.report, !(isQuiet && report.isSuccess && ended.failure == nil) {
            isComplete =
                attempt { try show(report, failure: ended.failure, blocked: ended.begun.blocked) } && isComplete
        }
        if ended.failure == nil { isComplete = attempt(notes) && isComplete }
        Interruption.endRun()
        try status(ended, isComplete).throwUnlessDone()
    }

    private func status(_ ended: EndedRun, _ isComplete: Bool) -> ExitStatus {
        if let failure = ended.failure { return failure.status }
        if ended.report?.isSuccess != true { return .partial }
        return isComplete ? .done : .error
    }

    /// Performs one step and reports its failure at once.
    private func attempt(_ body: () throws -> Void) -> Bool {
        do {
            try body()
            return true
        } catch {
            Console.error(Failure(of: error)?.message ?? "\(error)")
            return false
        }
    }

    private func write(_ ended: EndedRun, to path: String) throws {
        let file = try ReportFile(path)
        guard let report = ended.report else {
            throw file.withdrawn(of: ended.begun.run.id, "the journal cannot be read.")
        }
        try file.write(report)
    }

    private func write(_ ended: EndedRun, to metrics: RunMetrics, ending status: ExitStatus) throws {
        guard let report = ended.report else {
            throw Failure(.error, "\(metrics.path) does not describe this run: the journal cannot be read.")
        }
        try metrics.write(report, unmanaged: ended.begun.unmanaged, ending: status)
    }

    private func show(_ report: RunReport, failure: Failure?, blocked: [BlockedAccount]) throws {
        switch format {
        case .json:
            Console.product(try JSONOutput.text(report))
            // The report is about what was done; the blocked accounts must be reported as well.
            if failure == nil, let text = form(of: report, blocked).section("blocked") { Console.note(text) }
        case .text:
            // For a stopped run, the message is complete.
            if failure == nil { Console.product(form(of: report, blocked).render()) }
        }
    }

    private func form(of report: RunReport, _ blocked: [BlockedAccount]) -> TextForm {
        let document = ReportDocument(report, naming: ReportDocument.failures, blocked: blocked).document
        return TextForm(document: document, more: SuggestedCommand.text("runs \(report.run)"))
    }
}
