public import Accounts
internal import FlowServ

/// How a run ended.
public struct RunConclusion: Sendable {
    /// What became of every account.
    public let report: RunReport
    /// Why it stopped before its end, if it did.
    public let stop: ExecutionStop?
    /// The ids that are in no journal, by username.
    public let unrecorded: [UnrecordedID]
}

/// The id of an account that was registered as pending, which the journal could not take down: nothing else knows it.
public struct UnrecordedID: Hashable, Sendable {
    /// Whose.
    public let username: AccountName
    /// The id.
    public let id: UserID
}

extension Executor {
    /// Carries out a run, compares the result with a new listing and closes the run in the journal.
    ///
    /// - Parameters:
    ///   - run: The run, as the journal has begun it or taken it up again.
    ///   - server: The server's base URL, for the report.
    ///   - naming: Which accounts the report names.
    /// - Returns: The report, counted from the journal, and why the run stopped early, if it did.
    /// - Throws: ``JournalError`` when not even the report can be read.
    public func finish(
        _ run: RunRecord, server: String, naming: RunReport.Naming = .everyAccount
    ) async throws(JournalError) -> RunConclusion {
        journal.waitPatiently { [report] in report(.waitingForJournal($0)) }
        defer { journal.patience.reset() }
        var verification: Verification?
        var handOut: HandOutRecord?
        do throws(ExecutionStop) {
            try await execute(run)
            verification = try await verify(run)
            handOut = try await handOutWithinGrace(in: run)
        } catch {
            stop.raise(error)
        }
        let status = status(
            of: run, summary: try journal.summary(of: run.id), verification: verification, handOut: handOut)
        var unwritten: RunRecord.Status?
        do {
            try journal.end(run.id, as: status, verification: verification, handOut: handOut, now: timekeeper.date())
        } catch {
            // It cannot be written; the run stays marked as running, which resume understands too.
            stop.raise(.journal(error))
            unwritten = .interrupted
        }
        var report = try journal.report(of: run.id, server: server, naming: naming)
        report.status = unwritten ?? report.status
        return RunConclusion(
            report: report, stop: stop.reason, unrecorded: unrecorded.all.sorted { $0.username < $1.username })
    }

    /// Replaces the passwords of adopted accounts, and hands out what is owed.
    private func handOutWithinGrace(in run: RunRecord) async throws(ExecutionStop) -> HandOutRecord? {
        let result = await withinGrace { () async -> Result<HandOutRecord?, ExecutionStop> in
            do throws(ExecutionStop) {
                return .success(try await handOut(try await replacePasswords(in: run)))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Reads the listing once more, when something was done that it can confirm, or when an id may be somebody else's.
    private func verify(_ run: RunRecord) async throws(ExecutionStop) -> Verification? {
        let hasDone = try recorded { () throws(JournalError) in try journal.hasActive(run.id) }
        guard settings.verifies, hasDone || !otherNames.all.isEmpty else { return nil }
        report(.verifying)
        let listing = try await listing()
        return try recorded { () throws(JournalError) in
            try journal.strandMistaken(by: listing)
            return try journal.verification(of: run.id, by: listing)
        }
    }

    /// Asks the journal; that it cannot be read stops the run.
    private func recorded<Value>(_ body: () throws(JournalError) -> Value) throws(ExecutionStop) -> Value {
        do { return try body() } catch { throw .journal(error) }
    }

    /// Whether credentials that this run should hand out are still owed, or passwords that it should replace.
    private var owesCredentials: Bool {
        credentials.handingOut != nil && (try? journal.owedHandOuts()) != 0
            || adopted.all.keys.contains { name in
                // Only an active account can have its password replaced.
                if case .active? = try? journal.knowledge(of: name) { true } else { false }
            }
    }

    private func status(
        of run: RunRecord, summary: RunReport.Summary, verification: Verification?, handOut: HandOutRecord?
    ) -> RunRecord.Status {
        if stop.reason != nil, summary.remaining + summary.unknown > 0 || owesCredentials { return .interrupted }
        let isAsPlanned =
            summary.succeeded == summary.planned && run.blocked == 0 && handOut?.isSuccess ?? true
        return isAsPlanned && verification?.differences.isEmpty ?? true ? .completed : .partial
    }
}
