import Accounts
import ArgumentParser
import FlowServ
import Foundation
import Provisioning
import Roster

/// `rollcall apply`: plans, asks for confirmation, and carries out the plan.
struct ApplyCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Show the plan, ask for confirmation, and carry it out.",
        usage: "rollcall apply [<options>] <roster> ...\nrollcall apply [<options>] --plan <file>",
        discussion: """
            If the last run did not finish, apply takes over: it settles what was sent, and plans everything else anew \
            from today's rosters. Without a terminal to ask on, it needs --yes.
            """)

    static let examples = [
        Example("Show the plan, ask, and carry it out", "rollcall apply team.csv"),
        Example("Ask nothing and stay quiet, as from cron", "rollcall apply team.csv -yq"),
        Example("Carry out exactly the plan that was reviewed", "rollcall apply --plan plan.json"),
        Example(
            "Generate the passwords that the roster lacks",
            "rollcall apply team.csv --generate-passwords --credentials handout.csv"),
    ]

    /// The plan to carry out, and whether to ask for confirmation.
    struct Choice: ParsableArguments {
        @Flag(name: .shortAndLong, help: "Do not ask for confirmation.") var yes = false
        @Flag(help: "Show the plan and stop, as rollcall plan does.") var dryRun = false
        @Option(
            help: ArgumentHelp(
                "Carry out exactly this plan, written by plan --out, or refuse if it no longer fits.",
                valueName: "file"),
            completion: .file(extensions: ["json"]))
        var plan: String?
    }

    @Argument(
        help: ArgumentHelp("A CSV or XML file; - is standard input. Several are read as one.", valueName: "roster"),
        completion: .file())
    var rosters: [String] = []
    @OptionGroup(title: HelpSection.common) var choice: Choice
    @OptionGroup(title: HelpSection.rosters) var reading: RosterFileOptions
    @OptionGroup(title: HelpSection.passwords) var passwords: PasswordOptions
    @OptionGroup(title: HelpSection.passwords) var delivery: DeliveryOptions
    @OptionGroup var planning: PlanningOptions
    @OptionGroup(title: HelpSection.safety) var accepting: AcceptOptions
    @OptionGroup(title: HelpSection.server) var server: ServerOptions
    @OptionGroup(title: HelpSection.server) var logout: LogoutOptions
    @OptionGroup(title: HelpSection.journal) var journalOptions: JournalOptions
    @OptionGroup var execution: ExecutionOptions
    @OptionGroup var general: GeneralOptions

    private var report: [String] { execution.output.report }

    func validate() throws {
        if rosters.isEmpty, choice.plan == nil { throw ValidationError("Give the rosters to apply, or --plan FILE.") }
    }

    func run() async throws {
        try general.start(isQuiet: execution.quiet)
        if !choice.dryRun { Interruption.announce("Interrupted before the run began.  Nothing was sent.") }
        try ReportFile.validate(report)
        let saved = try choice.plan.map(SavedPlanFile.init)
        let paths = try rosters.isEmpty ? saved?.paths() ?? [] : rosters
        try OutputGuard.protect(paths)
        let options = try readingOptions(saved)
        var planner = try planning.planner(options)
        if let saved { planner.isTwoPhase = saved.plan.isTwoPhase }
        let accepted = try accepting.codes()
        let settings = try execution.settings(timeout: server.connection().timeout, accepting: accepted)
        let address = try server.address()
        let read = ReadStage(paths: paths, options: options, asOf: planner.asOf, server: address)
        let contents = try read.rosters()
        let locked = try choice.dryRun ? nil : journalOptions.locked()
        let journal = try locked?.journal ?? journalOptions.looking() ?? .inMemory()
        try journal.check(address, shard: options.shard)
        let metrics = execution.metrics.map { RunMetrics(path: $0, tally: RequestTally(), journal: journal) }
        let pipeline = Pipeline(read: read) { [server, logsOut = logout.logout, tally = metrics?.tally] in
            try await ServerSession.open(
                server, connections: settings.concurrency, logsOut: logsOut, tally: tally)
        }
        let stage = PlanStage(
            server: address, planner: planner, limits: try planning.limits(accepting: accepted),
            journals: Journals([journal]), journal: journalOptions.path)
        guard locked != nil else {
            let made = try await pipeline.plan(stage, of: contents, saved: saved)
            return Console.product(PlanOutput(plan: made.warned).screen(.output))
        }
        try journal.recoverInFlight()
        try DeliverySetup.recover(journal, isQuiet: execution.quiet)
        try await pipeline.apply(
            contents, saved: saved, plan: stage, consent: Consent(isGiven: choice.yes),
            run: execution.runStage(
                journal, settings, reports: ReportFile.absolute(report), tally: metrics?.tally),
            report: execution.reportStage(files: report, metrics: metrics))
        withExtendedLifetime(locked) {}
    }

    /// Returns how to read the rosters and where passwords come from: as in the saved plan, or as in the flags.
    private func readingOptions(_ saved: SavedPlanFile?) throws -> RunOptions {
        var options = try reading.runOptions()
        options.credentials = try passwords.credentials()
        options.shard = try planning.part()
        if let saved {
            guard options == RunOptions() || options == saved.options else {
                throw Failure(
                    .usage,
                    "The plan \(saved.path) already says how to read the rosters and where passwords come from.  "
                        + "Leave out the options for that.")
            }
            options = saved.options
        }
        try delivery.check()
        options.credentials = try choice.dryRun ? options.credentials : delivery.complete(options.credentials)
        return options
    }
}

extension ApplyCommand: SettingsValidator {
    func validateSettings() throws {
        _ = (try general.log.level(), try RosterOptions(reading.runOptions()), try passwords.credentials())
        _ = (try planning.planner(RunOptions()), try planning.part(), try accepting.codes())
        try ReportFile.validate(report)
        try delivery.check()
        _ = try execution.settings(timeout: server.connection().timeout, accepting: [])
    }
}
