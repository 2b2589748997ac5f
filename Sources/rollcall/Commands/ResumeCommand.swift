import ArgumentParser
import FlowServ
import Provisioning

/// `rollcall resume`: finishes the interrupted run as it was planned.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Finish the interrupted run as it was planned.",
        discussion: """
            The rosters are read again, from their old paths unless others are given, because the journal holds no \
            passwords.  Rows that changed or went are skipped, with the reason.
            """)

    @Argument(help: ArgumentHelp("The rosters, when they are not where they were.", valueName: "roster"))
    var rosters: [String] = []
    @OptionGroup var server: ServerOptions
    @OptionGroup var journalOptions: JournalOptions
    @OptionGroup var execution: ExecutionOptions
    @Option(help: "Write the report as JSON to this file.  Repeatable.") var report: [String] = []
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() async throws {
        let settings = try execution.settings(timeout: try server.connection().timeout)
        guard let journal = try journalOptions.openIfPresent() else { return nothingToDo() }
        let lock = try journalOptions.lock()
        guard let run = try journal.reporting({ try $0.unfinishedRun() }) else { return nothingToDo() }
        let address = try server.address()
        try journal.reporting { try $0.bind(to: address) }
        let contents = try read(run)
        let session = try await ServerSession.open(server, connections: settings.concurrency)
        do {
            try await resume(run, contents, settings, journal, session)
            await session.close()
        } catch {
            await session.close()
            throw error
        }
        withExtendedLifetime(lock) {}
    }

    private func nothingToDo() {
        Console.note("No run is unfinished.  To bring the server up to date, type: rollcall apply ROSTER")
    }

    private func read(_ run: RunRecord) throws -> RosterContents {
        let paths = rosters.isEmpty ? run.rosters.map(\.path) : rosters
        if rosters.isEmpty, paths.contains("-") {
            throw Failure(
                .usage, "Run \(run.id) read a roster from standard input.  Give it again: rollcall resume ROSTER")
        }
        let contents = try RosterContents(paths: paths, options: run.options)
        try contents.validate(run.options)
        return contents
    }

    private func resume(
        _ run: RunRecord, _ contents: RosterContents, _ settings: ExecutionSettings, _ journal: Journal,
        _ session: ServerSession
    ) async throws {
        let listing = try await session.listing()
        let isQuiet = try execution.isQuiet
        try journal.reporting { journal in
            try journal.recoverInFlight()
            try journal.reopen(run.id)
            try Resumption(journal: journal, run: run).reconcile(roster: contents.roster, listing: listing)
        }
        let carrying = RunCarrying(session: session, journal: journal, settings: settings, isQuiet: isQuiet)
        let result = try await carrying.carryOut(run, roster: contents.roster)
        try ReportOutput(files: report, format: format, isQuiet: isQuiet).deliver(result, blocked: [])
    }
}
