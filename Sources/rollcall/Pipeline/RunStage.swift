import Accounts
import FlowServ
import Foundation
import Provisioning
import Roster

/// The third stage: carries out the plan.
struct RunStage {
    let journal: Journal
    let settings: ExecutionSettings
    /// The report files that are stored with the run, so that a resumption writes them too.
    let reports: [String]
    let isQuiet: Bool
    /// Counts the requests of the run, if that is needed.
    var tally: RequestTally?
    /// The accounts that the report must name.
    let naming: RunReport.NamedAccounts

    /// Commits a plan to the journal as a run; the plan itself is not needed any more.
    func begin(
        _ made: MadePlan, _ inputs: Inputs<SortedListing>, options: RunOptions, delivery: DeliverySetup
    ) throws -> BegunRun {
        let plan = made.plan
        let blocked = Set(plan.blocked.map(\.username))
        let adopted = try inputs.contents.chosen(options).compactMap { entry in
            entry.flowservID.map { (username: entry.username, id: UserID(rawValue: $0)) }
        }.filter { !blocked.contains($0.username) }
        var remembered = options
        remembered.reports = reports.isEmpty ? nil : reports
        let opening = NewRun(
            plan, options: remembered, listing: made.listing, adopted: adopted, origin: .here,
            now: Surroundings.current.date())
        if !isQuiet, let unfinished = try journal.unfinishedRun() {
            Console.note("Run \(unfinished.id) was not finished.  This run takes over.")
        }
        var credentials = try delivery.credentials(
            inputs.contents.roster, derives: plan.actions.contains { $0.password != nil }, session: inputs.session)
        let run = try journal.begin(opening)
        credentials.route?.begunHere = run.id
        return BegunRun(
            run: run, credentials: credentials, blocked: plan.blocked, unmanaged: plan.unmanaged.count)
    }

    /// Carries out the run to its end, of any kind.
    func carryOut(_ begun: BegunRun, on session: ServerSession) async -> EndedRun {
        let run = begun.run
        Log.run(run.id)
        let summary = try? journal.summary(of: run.id)
        let display = ProgressDisplay(
            style: isQuiet ? .nothing : .standard,
            // The progress bar of a resumed run counts all of it.
            done: summary.map { $0.planned - $0.remaining - $0.unknown } ?? 0)
        let stop = StopSignal()
        Interruption.beginRun(stop)
        let surroundings = Surroundings.current
        let process = Run(
            service: session.service, journal: journal, settings: settings, timekeeper: surroundings.timekeeper(),
            credentials: begun.credentials, stop: stop, on: surroundings.carrier == nil ? RequestThread.all : []
        ) { [tally] event in
            display.report(event)
            if case .retrying = event { tally?.retried() }
            Log.event(event)
        }
        let showing = Task { await display.run() }
        var (report, failure): (RunReport?, Failure?)
        do {
            let conclusion = try await process.carryOut(run, at: session.address.url, naming: naming)
            (report, failure) = (conclusion.report, conclusion.stop.map(StoppedRun(conclusion).failure))
        } catch {
            failure = Failure(error)
        }
        showing.cancel()
        await showing.value
        return EndedRun(begun: begun, report: report, failure: failure)
    }
}

/// A run in the journal, with the information that is not stored there.
struct BegunRun {
    let run: RunRecord
    let credentials: RunCredentials
    /// The blocked accounts.
    var blocked: [BlockedAccount] = []
    /// The number of listed accounts that are in no roster; nil if the run does not check.
    var unmanaged: Int?
}

/// A run at its end.
struct EndedRun {
    let begun: BegunRun
    /// The result for every account; nil if the journal cannot be read any more.
    let report: RunReport?
    /// The reason why it ended early, if it did.
    let failure: Failure?
}
