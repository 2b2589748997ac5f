import ArgumentParser
import FlowServ
import Provisioning
import Roster

/// `rollcall resume`: finishes the interrupted run according to its plan.
struct ResumeCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Finish the interrupted run as it was planned.",
        usage: "rollcall resume [<options>] [<roster> ...]",
        discussion: """
            The rosters are read again, because the journal holds no passwords. Rows that are gone, or that want \
            another state now, are skipped, with the reason.

            The accounts of a two-phase run stay pending if a registration failed; --activate-rest activates them all \
            the same.
            """)

    static let examples = [
        Example("Finish the interrupted run", "rollcall resume"),
        Example("Finish it with rosters that have moved", "rollcall resume new/team.csv"),
        Example("Activate a wave although a registration failed", "rollcall resume --activate-rest"),
    ]

    /// The run to finish.
    struct Choice: ParsableArguments {
        @Flag(help: "Activate the accounts of a two-phase run even though some registrations failed.")
        var activateRest = false
    }

    @Argument(
        help: ArgumentHelp("The rosters, if they are no longer at their old paths.", valueName: "roster"),
        completion: .file())
    var rosters: [String] = []
    @OptionGroup(title: HelpSection.common) var choice: Choice
    @OptionGroup(title: HelpSection.passwords) var delivery: DeliveryOptions
    @OptionGroup(title: HelpSection.safety) var accepting: AcceptOptions
    @OptionGroup(title: HelpSection.server) var server: ServerOptions
    @OptionGroup(title: HelpSection.server) var logout: LogoutOptions
    @OptionGroup(title: HelpSection.journal) var journalOptions: JournalOptions
    @OptionGroup var execution: ExecutionOptions
    @OptionGroup var general: GeneralOptions

    private var report: [String] { execution.output.report }

    func run() async throws {
        try general.start(isQuiet: execution.quiet)
        Interruption.announce("Interrupted before the run went on.  Nothing was sent.")
        try ReportFile.validate(report)
        let settings = try execution.settings(
            timeout: try server.connection().timeout, accepting: accepting.codes())
        guard let locked = try journalOptions.lockedIfPresent() else { return nothingToDo() }
        let journal = locked.journal
        guard let run = try unfinished(journal) else {
            let last = try journal.runs(limit: 1).first
            return nothingToDo(
                try journal.shard(), completed: last?.status == .completed ? last?.id : nil)
        }
        try OutputGuard.protect(paths(run))
        let address = try server.address()
        try journal.check(address)
        try DeliverySetup.recover(journal, isQuiet: execution.quiet)
        let metrics = execution.metrics.map { RunMetrics(path: $0, tally: RequestTally(), journal: journal) }
        let read = ReadStage(
            paths: try paths(run), options: run.options, extent: .resuming, asOf: run.asOf, server: address)
        let files = ReportFile.absolute((run.options.reports ?? []) + report)
        let pipeline = Pipeline(read: read) { [server, logsOut = logout.logout, tally = metrics?.tally] in
            try await ServerSession.open(
                server, connections: settings.concurrency, logsOut: logsOut, tally: tally)
        }
        try await pipeline.resume(
            ResumeStage(
                run: run, journal: journal, accepted: try accepting.codes(), opensGate: choice.activateRest),
            credentials: try delivery.complete(run.options.credentials),
            run: execution.runStage(journal, settings, reports: files, tally: metrics?.tally),
            report: execution.reportStage(files: files, metrics: metrics)
        ) {
            guard choice.activateRest, let other = try journal.heldWaves().first else { return }
            Console.note(
                "\(other.held.count.grouped) accounts of run \(other.run) are still pending.  To activate them too, type: "
                    + SuggestedCommand.text("resume --activate-rest"))
        }
        withExtendedLifetime(locked) {}
    }

    /// Returns the run to continue: the interrupted one, or with --activate-rest the latest one whose accounts wait.
    private func unfinished(_ journal: Journal) throws -> RunRecord? {
        if let run = try journal.unfinishedRun() { return run }
        guard let wave = try journal.heldWaves().first else { return nil }
        guard choice.activateRest else {
            throw Failure(
                .partial,
                "No run is unfinished, but \(wave.held.count.grouped) accounts of the two-phase run \(wave.run) stay pending: "
                    + "\(wave.missing.count.grouped) registrations of it did not succeed.  To activate them without the rest, "
                    + "type: " + SuggestedCommand.text("resume --activate-rest"))
        }
        return try journal.run(wave.run)
    }

    /// Reports that there is nothing to resume.
    ///
    /// - Parameter completed: The last run, if it was fully successful.
    private func nothingToDo(_ shard: Shard? = nil, completed: Int64? = nil) {
        MetricsFile.keep(completed: completed)
        if execution.quiet { return }
        let place = shard.map { [(flag: "--shard", value: $0.description)] } ?? []
        Console.note(
            "No run is unfinished.  To bring the server up to date, type: \(SuggestedCommand.text("apply ROSTER", place))"
        )
    }

    /// Returns the rosters to read again.
    private func paths(_ run: RunRecord) throws -> [String] {
        let paths = rosters.isEmpty ? run.rosters.map { run.origin.absolute($0.path) } : rosters
        if rosters.isEmpty, paths.contains("-") {
            throw Failure(
                .usage,
                "Run \(run.id) read a roster from standard input.  Give it again: \(SuggestedCommand.text("resume ROSTER"))"
            )
        }
        return paths
    }
}

extension ResumeCommand: SettingsValidator {
    func validateSettings() throws {
        _ = (try general.log.level(), try accepting.codes())
        try ReportFile.validate(report)
        try delivery.check()
        _ = try execution.settings(timeout: server.connection().timeout, accepting: [])
    }
}
