import ArgumentParser
import FlowServ
import Foundation
import Provisioning
import Roster

/// `rollcall apply`: plans, asks, and does it.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Plan, ask, and do it.",
        discussion: """
            Over an unfinished run, apply takes over: what was not sent is planned anew from today's rosters, what was \
            sent is settled.  Without a terminal, --yes is needed.
            """)

    @OptionGroup var rosters: RosterArguments
    @OptionGroup var server: ServerOptions
    @OptionGroup var journalOptions: JournalOptions
    @OptionGroup var planning: PlanningOptions
    @OptionGroup var execution: ExecutionOptions
    @Flag(help: "Do not ask.") var yes = false
    @Flag(help: "Show the plan and stop, as `rollcall plan` does.") var dryRun = false
    @Option(help: "Write the report as JSON to this file.  Repeatable.") var report: [String] = []
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() async throws {
        let options = try rosters.reading.runOptions()
        let contents = try RosterContents(paths: rosters.rosters, options: options)
        try contents.validate(options)
        let connection = try server.connection()
        let settings = try execution.settings(timeout: connection.timeout)
        let planner = try planning.planner()
        let address = try server.address()
        let journal = try journalOptions.open()
        let lock = try journalOptions.lock()
        try journal.reporting { try $0.bind(to: address) }
        try journal.reporting { try $0.recoverInFlight() }
        let session = try await ServerSession.open(server, connections: settings.concurrency)
        do {
            try await apply(contents, options, planner, settings, journal, session)
            await session.close()
        } catch {
            await session.close()
            throw error
        }
        withExtendedLifetime(lock) {}
    }

    private func apply(
        _ contents: RosterContents, _ options: RunOptions, _ planner: Planner, _ settings: ExecutionSettings,
        _ journal: Journal, _ session: ServerSession
    ) async throws {
        let making = PlanMaking(session: session, planner: planner, acceptsListing: planning.acceptListing)
        let made = try await making.make(contents, journal: journal, refusesUnbelievable: true)
        if dryRun {
            Console.product(PlanText(made.plan).render())
            return
        }
        try confirm(made.plan)
        let run = try journal.reporting { journal in
            if let unfinished = try journal.unfinishedRun() {
                try journal.supersede(unfinished, finished: Timestamp.text(Date()))
                Console.note("Run \(unfinished.id) was not finished; this one takes over.")
            }
            try journal.adopt(
                contents.roster.entries.compactMap { entry in
                    entry.flowservID.map { (AccountName(entry.username), UserID(rawValue: $0)) }
                })
            try journal.reconcile(with: made.listing)
            return try journal.beginRun(made.plan, options: options, now: Date())
        }
        let isQuiet = try execution.isQuiet
        let carrying = RunCarrying(session: session, journal: journal, settings: settings, isQuiet: isQuiet)
        let result = try await carrying.carryOut(run, roster: contents.roster)
        try ReportOutput(files: report, format: format, isQuiet: isQuiet).deliver(result, blocked: made.plan.blocked)
    }

    /// Asks for the number of accounts, so that nobody agrees to more than was read.
    private func confirm(_ plan: Plan) throws {
        let skipsQuestion = try yes || Environment.flag("yes")
        guard !plan.actions.isEmpty, !skipsQuestion else { return }
        guard Console.canAsk else {
            throw Failure(
                .refused,
                "\(plan.actions.count) changes are due, and there is no terminal to ask on.  Pass --yes to do them; "
                    + "rollcall plan shows them.")
        }
        Console.note(PlanText(plan).render())
        let number = plan.summary.register > 0 ? plan.summary.register : plan.actions.count
        let thing = plan.summary.register > 0 ? "new accounts" : "changes"
        Console.prompt("Type the number of \(thing) (\(number)) to go on: ")
        guard readLine()?.trimmingCharacters(in: .whitespaces) == String(number) else {
            throw Failure(.refused, "Not confirmed.  Nothing was sent.")
        }
    }
}
