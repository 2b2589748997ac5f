import Accounts
import ArgumentParser
import Provisioning
import Roster

/// `rollcall plan`: the dry run.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show what apply would do; changes nothing.",
        discussion: """
            Exit status 0, or with --detailed-exitcode 2 when something is to be done, 3 when the only thing to report \
            is blocked accounts, and 6 when apply would refuse the plan.
            """)

    @OptionGroup var rosters: RosterArguments
    @OptionGroup var server: ServerOptions
    @OptionGroup var journals: SeveralJournals
    @OptionGroup var planning: PlanningOptions
    @OptionGroup var accepting: AcceptOptions
    @OptionGroup var passwords: PasswordOptions
    @OptionGroup var logout: LogoutOptions
    @OptionGroup var general: GeneralOptions
    @Option(help: "text, json, csv, markdown or html.") var format: PlanFormat = .text
    @Option(help: "Also write the plan as JSON to this file.") var out: String?
    @Flag(help: "Exit with 2 when changes are pending.") var detailedExitcode = false
    @Flag(help: "Show long lists whole.") var all = false

    func run() async throws {
        try general.start()
        let made = try await make()
        let plan = made.warned
        let output = PlanOutput(plan: plan, showsAll: all)
        if let out { try output.write(to: out) }
        Console.product(try output.text(format))
        guard detailedExitcode else { return }
        if !made.objections.isEmpty { throw ExitCode(ExitStatus.refused.rawValue) }
        if !plan.actions.isEmpty || plan.owed != nil { throw ExitCode(ExitStatus.changesPending.rawValue) }
        if !plan.blocked.isEmpty { throw ExitCode(ExitStatus.partial.rawValue) }
    }

    private func make() async throws -> PlanMaking.Made {
        var options = try rosters.reading.runOptions()
        options.credentials = try passwords.credentials()
        options.shard = try planning.part()
        let planner = try planning.planner(options)
        let limits = try planning.limits(accepting: accepting.codes())
        let address = try server.address()
        let known = try journals.open()
        try known.reporting { try $0.check(address, shard: options.shard) }
        let inputs = try await Inputs.read(
            rosters.rosters, { [options] in try contents(options, asOf: planner.asOf) }, from: address,
            { try await ServerSession.open(server, logsOut: logout.logout) }, SortedListing.init)
        do {
            let made = try PlanMaking(
                server: address, planner: planner, limits: limits,
                journal: journals.paths.first ?? JournalOptions.standardPath
            )
            .make(inputs.contents, inputs.listing, options, known)
            await inputs.session.close()
            return made
        } catch {
            await inputs.session.close()
            throw error
        }
    }

    private func contents(_ options: RunOptions, asOf day: Day) throws -> RosterContents {
        let contents = try RosterContents(
            paths: rosters.rosters, options: options, extent: .planning, asOf: day)
        try contents.validate(options)
        return contents
    }
}
