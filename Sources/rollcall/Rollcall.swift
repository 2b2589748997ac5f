import ArgumentParser
import Foundation

/// The command line.
@main
struct Rollcall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollcall",
        abstract: "Provision flowServ accounts from rosters: nobody lost, nobody twice.",
        discussion: """
            rollcall reads who should have an account, compares it with who has one, shows the plan and carries it \
            out.  Every step is in a journal first, so an interrupted run is finished by the next one.

              rollcall plan team.csv      what would happen; changes nothing
              rollcall apply team.csv     do it
              rollcall resume             finish an interrupted run

            Exit status:
            \(ExitStatus.table)
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

    /// Parses and runs; every failure leaves through here with its exit status.
    static func main() async {
        // Before the first queue.  libdispatch wants priorities for its threads that systemd's filters of system calls keep
        // from them, and would complain of that to the system's log every time.
        setenv("LIBDISPATCH_LOG", "NO", 0)
        StandardStreams.begin()
        CrashPrivacy.begin()
        Interruption.listen()
        var settled: SettledArguments?
        do {
            MetricsFile.begin(given: Array(CommandLine.arguments.dropFirst()))
            let arguments = try SettledArguments(Array(CommandLine.arguments.dropFirst()))
            settled = arguments
            NextCall.begin(Array(CommandLine.arguments.dropFirst()))
            Environment.complete(with: arguments.variables)
            MetricsFile.begin(arguments.arguments)
            var command = try parseAsRoot(arguments.arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            if Console.hasLostProduct { try ExitStatus.error.throwUnlessDone() }
            try MetricsFile.end(ExitStatus.done.rawValue)
        } catch let failure as Failure {
            let failure = settled?.explain(failure) ?? failure
            Console.error(failure.message)
            end(ExitCode(failure.status.rawValue))
        } catch {
            end(error)
        }
    }

    private static func end(_ error: any Error) -> Never {
        do {
            try MetricsFile.end(exitCode(for: error).rawValue)
        } catch let failure {
            // What ended the command has its own status.
            Console.error((failure as? Failure)?.message ?? "\(failure)")
        }
        exit(withError: error)
    }
}

/// The version that `--version` prints.
enum Version {
    static let text = "0.1.0"
}
