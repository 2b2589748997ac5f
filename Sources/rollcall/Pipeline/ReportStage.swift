import Provisioning

/// The last stage: writes and says what a run has come to, each thing by itself, so that one that fails keeps no other from
/// whoever waits for it.
struct ReportStage {
    let files: [String]
    let format: OutputFormat
    let isQuiet: Bool
    /// What is written about the run for Prometheus, when it was asked for.
    var metrics: RunMetrics?

    /// Ends a run.
    ///
    /// - Parameter notes: What else is to be said.
    /// - Throws: The exit status, unless everything came true and could be written.
    func deliver(_ ended: EndedRun, notes: () throws -> Void = {}) throws {
        // What happened comes first, and standard output last: it may have a reader who takes his time.
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
        Interruption.end()
        try status(ended, isComplete).throwUnlessDone()
    }

    private func status(_ ended: EndedRun, _ isComplete: Bool) -> ExitStatus {
        if let failure = ended.failure { return failure.status }
        if ended.report?.isSuccess != true { return .partial }
        return isComplete ? .done : .error
    }

    /// Does one thing; what goes wrong is said at once.
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
            // The report is about what was done; why others were left alone must not go unsaid.
            if failure == nil, let text = BlockedText(blocked).render() { Console.note(text) }
        case .text:
            // Of a run that stopped, the message has said it all.
            if failure == nil { Console.product(text(report, blocked)) }
        }
    }

    private func text(_ report: RunReport, _ blocked: [BlockedAccount]) -> String {
        let document = ReportDocument(report, naming: ReportDocument.failures, blocked: blocked).document
        return TextForm(document: document, more: SuggestedCommand.text("runs \(report.run)")).render()
    }
}
