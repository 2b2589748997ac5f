import FlowServ
import Provisioning

/// Carries out a run and says how it went; what `apply` and `resume` have in common.
struct RunCarrying {
    let session: ServerSession
    let journal: Journal
    let settings: ExecutionSettings
    let credentials: Executor.Credentials
    let isQuiet: Bool
    /// What is written about the run for Prometheus, when it was asked for.
    var metrics: RunMetrics?
    /// Which accounts the report must name.
    var naming: RunReport.Naming

    /// Carries out the run.
    ///
    /// - Throws: ``Failure`` when it had to stop early.
    func carryOut(_ run: RunRecord) async throws -> RunReport {
        Log.run(run.id)
        let display = ProgressDisplay(style: isQuiet ? .nothing : .standard)
        let unrecorded = UnrecordedAnswers()
        let stop = StopSignal()
        let interruption = Interruption(stop: stop)
        defer { withExtendedLifetime(interruption) {} }
        let executor = Executor(
            service: session.service, journal: journal, settings: settings, credentials: credentials,
            stop: stop, on: RequestThread.all
        ) { event in
            display.report(event)
            unrecorded.take(event)
            if case .retrying = event { metrics?.tally.retried() }
            Log.event(event)
        }
        let showing = Task { await display.run() }
        let ending: Result<RunConclusion, JournalError>
        do { ending = .success(try await executor.finish(run, server: session.address.url, naming: naming)) } catch {
            ending = .failure(error)
        }
        showing.cancel()
        await showing.value
        switch ending {
        case .success(let conclusion):
            try metrics?.write(conclusion.report)
            if let stop = conclusion.stop { throw StoppedRun(conclusion.report, unrecorded.lines).failure(stop) }
            return conclusion.report
        case .failure(let error):
            throw Failure(.error, ([error.description] + unrecorded.lines).joined(separator: "\n"))
        }
    }
}
