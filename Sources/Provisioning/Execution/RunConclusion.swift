/// How a run ended.
public struct RunConclusion: Sendable {
    /// What became of every account.
    public let report: RunReport
    /// Why it stopped before its end, if it did.
    public let stop: ExecutionStop?
}

extension Executor {
    /// Carries out a run, compares the result with a new listing and closes the run in the journal.
    ///
    /// - Returns: The report, counted from the journal, and why the run stopped early, if it did.
    /// - Throws: ``JournalError`` when not even the report can be read.
    public func finish(_ run: RunRecord, server: String) async throws(JournalError) -> RunConclusion {
        var verification: Verification?
        var handOut: HandOutRecord?
        do throws(ExecutionStop) {
            try await execute(run)
            verification = try await verify(run)
            handOut = try await self.handOut()
        } catch {
            stop.raise(error)
        }
        let actions = try journal.actions(of: run.id)
        let status = status(of: run, actions, verification, handOut)
        do {
            try journal.end(run.id, as: status, verification: verification, handOut: handOut, now: timekeeper.date())
        } catch {
            // It cannot be written; the run stays marked as running, which resume understands too.
            stop.raise(.journal(error))
        }
        let ended = try journal.run(run.id)
        return RunConclusion(report: RunReport(run: ended, server: server, actions: actions), stop: stop.reason)
    }

    /// Reads the listing once more, when something was done that it can confirm.
    private func verify(_ run: RunRecord) async throws(ExecutionStop) -> Verification? {
        let actions: [Action]
        do { actions = try journal.actions(of: run.id) } catch { throw .journal(error) }
        guard settings.verifies, actions.contains(where: { $0.state.isActive }) else { return nil }
        report(.verifying)
        return Verification(of: actions, listing: try await listing())
    }

    /// Whether credentials that this run should hand out are still owed.
    private var owesCredentials: Bool {
        credentials.handingOut != nil && (try? journal.owedHandOuts()) != 0
    }

    private func status(
        of run: RunRecord, _ actions: [Action], _ verification: Verification?, _ handOut: HandOutRecord?
    ) -> RunRecord.Status {
        let summary = RunReport.Summary(actions)
        if stop.reason != nil, summary.remaining + summary.unknown > 0 || owesCredentials { return .interrupted }
        let isAsPlanned =
            summary.succeeded == summary.planned && run.blocked == 0 && handOut?.isSuccess ?? true
        return isAsPlanned && verification?.differences.isEmpty ?? true ? .completed : .partial
    }
}

extension ActionState {
    fileprivate var isActive: Bool {
        if case .active = self { true } else { false }
    }
}
