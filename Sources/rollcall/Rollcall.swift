import ArgumentParser
import Foundation

/// The command line.
@main
struct Rollcall: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollcall",
        abstract: "Provision flowServ accounts from rosters: nobody lost, nobody twice.",
        discussion: """
            rollcall reads who should have an account, compares that with who has one, shows the plan, and carries it \
            out.  A journal records every step first, so that the next run can finish an interrupted one.
            """,
        version: Version.text,
        groupedSubcommands: [
            CommandGroup(
                name: "Everyday",
                subcommands: [
                    CheckCommand.self, PlanCommand.self, ApplyCommand.self, ResumeCommand.self, StatusCommand.self,
                    RunsCommand.self,
                ]),
            CommandGroup(
                name: "Other",
                subcommands: [AccountCommand.self, JournalCommand.self, ConfigCommand.self, UserCommand.self]),
        ])

    static let examples = [
        Example("See what would happen; nothing is changed", "rollcall plan team.csv"),
        Example("Show the plan, ask, and carry it out", "rollcall apply team.csv"),
        Example("Finish an interrupted run", "rollcall resume"),
        Example("See whether anything needs attention", "rollcall status"),
    ]

    @Flag(help: ArgumentHelp("Write the last sections of the man page.", visibility: .private))
    var manualSections = false

    func run() async throws {
        guard manualSections else { throw CleanExit.helpRequest(self) }
        Console.product(ManualSections.text)
    }

    /// Parses and runs the command; every failure ends here with its exit status.
    static func main() async {
        // This must precede the first queue.  libdispatch requests thread priorities that systemd's system call
        // filters deny, and would log that to the system's log every time.
        setenv("LIBDISPATCH_LOG", "NO", 0)
        StandardStreams.prepare()
        CrashDumps.disable()
        Interruption.listen()
        var settled: ResolvedArguments?
        do {
            try await perform(Array(CommandLine.arguments.dropFirst()), resolving: &settled)
        } catch {
            if let failure = Failure(of: error) {
                Console.error((settled?.explain(failure) ?? failure).message)
                end(ExitCode(failure.status.rawValue))
            }
            explain(error, settled)
            end(error)
        }
    }

    /// Parses and runs the command, on the thread of its caller as far as it does not wait for anything.
    ///
    /// - Parameters:
    ///   - given: The words after `rollcall`, as typed.
    ///   - settled: The arguments, once they are complete.
    ///   - parse: Makes the command of complete arguments.
    nonisolated(nonsending) static func perform(
        _ given: [String], resolving settled: inout ResolvedArguments?,
        parsing parse: ([String]) throws -> any ParsableCommand = { try parseAsRoot($0) }
    ) async throws {
        MetricsFile.prepare(given: given)
        let arguments = try ResolvedArguments(given)
        settled = arguments
        SuggestedCommand.remember(given)
        Environment.complete(with: arguments.variables)
        MetricsFile.prepare(arguments.arguments)
        try OutputGuard.check(arguments.arguments)
        var command = try parse(arguments.arguments)
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            try command.run()
        }
        if Console.hasLostProduct { try ExitStatus.error.throwUnlessDone() }
        try MetricsFile.end(ExitStatus.done.rawValue)
    }

    /// Adds what the parser cannot report: examples after the help, and the probable meaning of an invalid command
    /// line.
    private static func explain(_ error: any Error, _ arguments: ResolvedArguments?) {
        let given = Array(CommandLine.arguments.dropFirst())
        switch exitCode(for: error) {
        case .success:
            let text = fullMessage(for: error)
            guard text.hasPrefix("OVERVIEW: ") else { return }
            let remedy = UsageRemedy(given)
            if remedy.isUnknownCommand, let message = remedy.message {
                Console.error(message)
                end(ExitCode(ExitStatus.usage.rawValue))
            }
            Console.product(HelpText(for: given).complete(text))
            end(ExitCode(Console.hasLostProduct ? ExitStatus.error.rawValue : ExitStatus.done.rawValue))
        case .validationFailure:
            let failure = Failure(.usage, message(for: error))
            let explained = arguments?.explain(failure).message
            // The parser's own text: the error, the usage, and where the help is.
            let text = fullMessage(for: error)
            let own = text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text
            Console.error(UsageRemedy(given).message ?? (explained == failure.message ? own : explained) ?? own)
            end(ExitCode(ExitStatus.usage.rawValue))
        default: return
        }
    }

    private static func end(_ error: any Error) -> Never {
        do {
            try MetricsFile.end(exitCode(for: error).rawValue)
        } catch let failure {
            // The error that ended the command has its own status.
            Console.error(Failure(of: failure)?.message ?? "\(failure)")
        }
        exit(withError: error)
    }
}

/// The version that `--version` prints.
enum Version {
    static let text = "0.1.0"
}
