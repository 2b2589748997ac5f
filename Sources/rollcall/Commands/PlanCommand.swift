import Accounts
import ArgumentParser
import Provisioning
import Roster

/// `rollcall plan`: the dry run.
struct PlanCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show what apply would do; changes nothing.",
        usage: "rollcall plan [<options>] <roster> ...",
        discussion: """
            The exit status is 0. With --detailed-exitcode it is 2 if changes are pending, 3 if all there is to report \
            is blocked accounts, and 6 if apply would refuse the plan.
            """)

    static let examples = [
        Example("See what would happen", "rollcall plan team.csv"),
        Example("Keep the plan, to apply exactly this one after a review", "rollcall plan team.csv -o plan.json"),
        Example("Make a page to mail and print", "rollcall plan team.csv --format html >plan.html"),
        Example("Plan one wave of a roster", "rollcall plan team.csv --where wave=2"),
    ]

    /// The output options.
    struct Output: ParsableArguments {
        @Option(help: ArgumentHelp("The form of the plan.", valueName: "format")) var format: PlanFormat = .text
        @Option(
            name: .shortAndLong,
            help: ArgumentHelp("Also write the plan to a file for apply --plan.", valueName: "file"),
            completion: .file())
        var out: String?
        @Flag(
            help: "Exit with 2 if changes are pending, 3 if only blocked accounts are left, 6 if apply would refuse.")
        var detailedExitcode = false
        @Flag(help: "Show long lists in full.") var all = false
    }

    @OptionGroup var rosters: RosterArguments
    @OptionGroup(title: HelpSection.passwords) var passwords: PasswordOptions
    @OptionGroup var planning: PlanningOptions
    @OptionGroup(title: HelpSection.safety) var accepting: AcceptOptions
    @OptionGroup(title: HelpSection.server) var server: ServerOptions
    @OptionGroup(title: HelpSection.server) var logout: LogoutOptions
    @OptionGroup(title: HelpSection.journal) var journals: SeveralJournals
    @OptionGroup(title: HelpSection.output) var output: Output
    @OptionGroup var general: GeneralOptions

    func run() async throws {
        try general.start()
        let made = try await make()
        let plan = made.warned
        let text = PlanOutput(
            plan: plan, showsAll: output.all, journal: journals.paths.joined(separator: ", "))
        if let out = output.out { try text.write(to: out) }
        Console.product(try text.text(output.format))
        guard output.detailedExitcode else { return }
        if !made.objections.isEmpty { throw ExitCode(ExitStatus.refused.rawValue) }
        if !plan.actions.isEmpty || plan.owed != nil { throw ExitCode(ExitStatus.changesPending.rawValue) }
        if !plan.blocked.isEmpty { throw ExitCode(ExitStatus.partial.rawValue) }
    }

    private func make() async throws -> MadePlan {
        var options = try rosters.reading.runOptions()
        options.credentials = try passwords.credentials()
        options.shard = try planning.part()
        let planner = try planning.planner(options)
        let limits = try planning.limits(accepting: accepting.codes())
        let address = try server.address()
        let known = try journals.open()
        try known.check(address, shard: options.shard)
        let read = ReadStage(
            paths: rosters.rosters, options: options, extent: .planning, asOf: planner.asOf, server: address)
        let pipeline = Pipeline(read: read) { [server, logsOut = logout.logout] in
            try await ServerSession.open(server, logsOut: logsOut)
        }
        let stage = PlanStage(
            server: address, planner: planner, limits: limits, journals: known,
            journal: journals.paths.first ?? JournalOptions.standardPath)
        return try await pipeline.plan(stage)
    }
}

extension PlanCommand: SettingsValidator {
    func validateSettings() throws {
        _ = (try general.log.level(), try RosterOptions(rosters.reading.runOptions()), try passwords.credentials())
        _ = (try planning.planner(RunOptions()), try planning.part(), try accepting.codes())
        _ = try server.connection()
    }
}
