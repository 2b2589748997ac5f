import FlowServ
import Provisioning

/// Carries out a run and says how it went; what `apply` and `resume` have in common.
struct RunCarrying {
    let session: ServerSession
    let journal: Journal
    let settings: ExecutionSettings
    let credentials: RunCredentials
    let isQuiet: Bool
    /// What counts the requests of the run, when somebody wants to know.
    var tally: RequestTally?
    /// Which accounts the report must name.
    var naming: RunReport.Naming

    /// Carries out the run to whichever end.
    func carryOut(_ run: RunRecord) async -> EndedRun {
        Log.run(run.id)
        let display = ProgressDisplay(style: isQuiet ? .nothing : .standard)
        let stop = StopSignal()
        Interruption.begin(stop)
        let process = Run(
            service: session.service, journal: journal, settings: settings, credentials: credentials,
            stop: stop, on: RequestThread.all
        ) { [tally] event in
            display.report(event)
            if case .retrying = event { tally?.retried() }
            Log.event(event)
        }
        let showing = Task { await display.run() }
        let ended: EndedRun
        do {
            let conclusion = try await process.carryOut(run, at: session.address.url, naming: naming)
            ended = EndedRun(
                run: run.id, report: conclusion.report,
                failure: conclusion.stop.map(StoppedRun(conclusion).failure))
        } catch {
            ended = EndedRun(run: run.id, report: nil, failure: Failure(error))
        }
        showing.cancel()
        await showing.value
        return ended
    }
}

/// A run that was begun, at its end.
struct EndedRun {
    let run: Int64
    /// What became of every account; nil when the journal cannot be read any more.
    let report: RunReport?
    /// Why it ended before everything was done, if it did.
    let failure: Failure?
}
