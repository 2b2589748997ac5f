/// How a run ended.
public struct RunConclusion: Sendable {
    /// What became of every account.
    public let report: RunReport
    /// Why it stopped before its end, if it did.
    public let stop: ExecutionStop?
}

extension Executor {
    /// Carries out a run and closes it in the journal.
    ///
    /// - Returns: The report, counted from the journal, and why the run stopped early, if it did.
    /// - Throws: ``JournalError`` when not even the report can be read.
    public func finish(_ run: RunRecord, server: String) async throws(JournalError) -> RunConclusion {
        var stop: ExecutionStop?
        do { try await execute(run: run.id) } catch { stop = error }
        let actions = try journal.actions(of: run.id)
        let summary = RunReport(run: run, server: server, actions: actions).summary
        let status: RunRecord.Status =
            if stop != nil, summary.remaining + summary.unknown > 0 {
                .interrupted
            } else if summary.succeeded == summary.planned, run.blocked == 0 {
                .completed
            } else {
                .partial
            }
        if case .journal = stop {
            // It cannot be written; the run stays marked as running, which resume understands too.
        } else {
            try journal.end(run.id, as: status, now: timekeeper.date())
        }
        let ended = try journal.run(run.id)
        return RunConclusion(
            report: RunReport(run: ended, server: server, actions: try journal.actions(of: run.id)), stop: stop)
    }
}
