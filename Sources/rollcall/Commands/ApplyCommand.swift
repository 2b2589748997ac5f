import Accounts
import ArgumentParser
import FlowServ
import Foundation
import Provisioning
import Roster

/// `rollcall apply`: plans, asks, and does it.
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

    /// What is carried out, and whether somebody is asked.
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
    @OptionGroup(title: HelpSection.rosters) var reading: RosterReading
    @OptionGroup(title: HelpSection.passwords) var passwords: PasswordOptions
    @OptionGroup(title: HelpSection.passwords) var handOut: HandOutOptions
    @OptionGroup var planning: PlanningOptions
    @OptionGroup(title: HelpSection.safety) var accepting: AcceptOptions
    @OptionGroup(title: HelpSection.server) var server: ServerOptions
    @OptionGroup(title: HelpSection.server) var logout: LogoutOptions
    @OptionGroup(title: HelpSection.journal) var journalOptions: JournalOptions
    @OptionGroup var execution: ExecutionOptions
    @OptionGroup var general: GeneralOptions

    private var report: [String] { execution.output.report }
    private var format: OutputFormat { execution.output.format }

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
        let contents = try RosterContents(paths: paths, options: options, asOf: planner.asOf)
        try contents.validate(options)
        let connection = try server.connection()
        let accepted = try accepting.codes()
        let settings = try execution.settings(timeout: connection.timeout, accepting: accepted)
        let limits = try planning.limits(accepting: accepted)
        if let saved { planner.isTwoPhase = saved.plan.isTwoPhase }
        let address = try server.address()
        let locked = try choice.dryRun ? nil : journalOptions.locked()
        let journal = try locked?.journal ?? journalOptions.looking() ?? .inMemory()
        try journal.reporting { try $0.check(address, shard: options.shard) }
        if locked != nil {
            try journal.reporting { try $0.recoverInFlight() }
            try HandOutSetup.recover(journal, isQuiet: execution.quiet)
        }
        let metrics = execution.metrics.map { RunMetrics(path: $0, tally: RequestTally(), journal: journal) }
        let session = try await ServerSession.open(
            server, connections: settings.concurrency, logsOut: logout.logout, tally: metrics?.tally)
        do {
            if let begun = try await begin(
                contents, saved: saved, options: options, planner: planner, limits: limits, journal: journal,
                session: session)
            {
                try await carryOut(begun, settings: settings, journal: journal, session: session, metrics: metrics)
            }
            await session.close()
        } catch {
            await session.close()
            throw error
        }
        withExtendedLifetime(locked) {}
    }

    /// How to read the rosters and where passwords come from: as the saved plan says, or as the flags say.
    private func readingOptions(_ saved: SavedPlanFile?) throws -> RunOptions {
        var options = try reading.runOptions()
        options.credentials = try passwords.credentials()
        options.shard = try planning.part()
        if let saved {
            guard options == RunOptions() || options == saved.options else {
                throw Failure(
                    .usage,
                    "The plan \(saved.path) says how its rosters are read and where passwords come from.  "
                        + "Leave the flags about that out.")
            }
            options = saved.options
        }
        try handOut.check()
        options.credentials = try choice.dryRun ? options.credentials : handOut.complete(options.credentials)
        return options
    }

    /// A run that is in the journal, with what is not.  The plan itself is over with.
    private struct BegunRun {
        let run: RunRecord
        let credentials: Executor.Credentials
        let blocked: [BlockedAccount]
        let unmanaged: Int
    }

    /// Plans, asks, and begins the run; nil after a dry run.
    private func begin(
        _ contents: RosterContents, saved: SavedPlanFile?, options: RunOptions, planner: Planner,
        limits: SafetyLimits, journal: Journal, session: ServerSession
    ) async throws -> BegunRun? {
        var made = try await PlanMaking(
            server: session.address, planner: planner, limits: limits, journal: journalOptions.path
        )
        .make(contents, listing: SortedListing(session.listing()), options: options, journals: Journals([journal]))
        if let saved {
            // Without a destination nobody is invited, so what has come to be owed is no difference.
            if options.credentials?.destination == nil { made.plan.owed = saved.plan.owed }
            try saved.refuseUnlessFits(made.plan)
            made.plan = made.plan.restricted(to: saved.plan)
        }
        if choice.dryRun {
            Console.product(PlanOutput(plan: made.warned).screen(.output))
            return nil
        }
        // On a terminal the question names the doubt, and where nothing is to be done nothing is asked.
        if !isAsked || made.plan.actions.isEmpty { try made.refuseIfDoubtful() }
        let handOut = HandOutSetup(options.credentials, journal: journal)
        try handOut.refuseUnusable(registers: made.plan.actions.contains { $0.action != .activate })
        try confirm(made)
        let blocked = Set(made.plan.blocked.map(\.username))
        let adopted = try contents.chosen(options).compactMap { entry in
            entry.flowservID.map { (username: AccountName(entry.username), id: UserID(rawValue: $0)) }
        }.filter { !blocked.contains($0.username) }
        var remembered = options
        remembered.reports = report.isEmpty ? nil : ReportFile.absolute(report)
        let opening = RunOpening(
            made.plan, options: remembered, listing: made.listing, adopted: adopted, origin: .here, now: Date())
        if !execution.quiet, let unfinished = try journal.reporting({ try $0.unfinishedRun() }) {
            Console.note("Run \(unfinished.id) was not finished; this one takes over.")
        }
        var credentials = try handOut.credentials(
            contents.roster, derives: made.plan.actions.contains { $0.password != nil }, session: session)
        let run = try journal.reporting { try $0.begin(opening) }
        credentials.handingOut?.begunHere = run.id
        return BegunRun(
            run: run, credentials: credentials, blocked: made.plan.blocked, unmanaged: made.plan.unmanaged.count)
    }

    private func carryOut(
        _ begun: BegunRun, settings: ExecutionSettings, journal: Journal, session: ServerSession, metrics: RunMetrics?
    ) async throws {
        let isQuiet = execution.quiet
        let carrying = RunCarrying(
            session: session, journal: journal, settings: settings, credentials: begun.credentials, isQuiet: isQuiet,
            tally: metrics?.tally, naming: ReportOutput.naming(files: report, format: format))
        let ended = await carrying.carryOut(begun.run)
        let output = ReportOutput(
            files: report, format: format, isQuiet: isQuiet, metrics: metrics?.counting(unmanaged: begun.unmanaged))
        try output.deliver(ended, blocked: begun.blocked)
    }

    /// Whether somebody is asked before anything is sent.
    private var isAsked: Bool { !choice.yes && Console.canAsk }

    /// Asks for the number of accounts, so that nobody agrees to more than was read.
    private func confirm(_ made: PlanMaking.Made) throws {
        let plan = made.plan
        guard !plan.actions.isEmpty, !choice.yes else { return }
        guard isAsked else {
            throw Failure(
                .refused,
                counted(plan.actions.count, "change is", many: "changes are")
                    + " due, and there is no terminal to ask on.  Pass --yes once you have looked at them: \(NextCall.text("plan ROSTER"))"
            )
        }
        Console.note(PlanOutput(plan: made.warned).screen(.errors))
        let number = plan.summary.register > 0 ? plan.summary.register : plan.actions.count
        let thing = plan.summary.register > 0 ? "new accounts" : "changes"
        let doubts = made.objections.map(\.code.rawValue)
        let end = doubts.isEmpty ? "to go on" : "to go on in spite of \(doubts.joined(separator: " and "))"
        Console.prompt("Type the number of \(thing) (\(number)) \(end): ")
        guard readLine()?.trimmingCharacters(in: .whitespaces) == String(number) else {
            throw Failure(.refused, "Not confirmed.  Nothing was sent.")
        }
    }
}
