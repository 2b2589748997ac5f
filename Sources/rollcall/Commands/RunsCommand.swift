import ArgumentParser
import Foundation
import Provisioning

/// `rollcall runs`: shows the history, or the report of one run.
struct RunsCommand: ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List earlier runs, or show the report of one.",
        usage: "rollcall runs [<options>] [<id>]")

    static let examples = [
        Example("List the runs", "rollcall runs"),
        Example("Show what run 3 did", "rollcall runs 3"),
        Example("Write its report to a file", "rollcall runs 3 --report run-3.html"),
        Example("Remove old runs", "rollcall runs --prune 90d"),
    ]

    /// The output options.
    struct Output: ParsableArguments {
        @Option(help: ArgumentHelp("The form of the list or the report.", valueName: "format"))
        var format: OutputFormat = .text
        @Option(
            help: ArgumentHelp(
                "Write the report of that run to a file: .json, .csv, .html, .md, or .xml for JUnit. Repeatable.",
                valueName: "file"),
            completion: .file())
        var report: [String] = []
    }

    @Argument(
        help: ArgumentHelp("The number of a run.", valueName: "id"),
        completion: .custom { words, _, _ in RunNumbers.completions(for: words) })
    var id: Int64?
    @OptionGroup(title: HelpSection.journal) var journalOptions: JournalOptions
    @OptionGroup(title: HelpSection.journal) var pruning: PruneOptions
    @OptionGroup(title: HelpSection.output) var output: Output
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        try ReportFile.validate(report)
        if let prune { return try remove(olderThan: prune) }
        guard let journal = try journalOptions.looking() else { throw journalOptions.missing }
        if let id {
            let run = try journal.run(id)
            let report = try journal.report(of: id)
            try OutputGuard.protect(run.rosters.map { run.origin.absolute($0.path) })
            for file in self.report { try ReportFile(file).write(report) }
            Console.product(format == .json ? try JSONOutput.text(report) : RunText(report, run).render())
        } else {
            let runs = try journal.runs()
            let reports = try runs.map { try journal.report(of: $0.id, naming: .nobody) }
            switch format {
            case .json: Console.product(try JSONOutput.text(reports.map(RunLine.init)))
            case .text: Console.product(RunsText(Array(zip(runs, reports)), journal: journal.path).render())
            }
        }
    }

    func validate() throws {
        if prune != nil, id != nil { throw ValidationError("Give either a run's number or --prune.") }
        if id == nil, !report.isEmpty { throw ValidationError("--report needs the number of a run.") }
    }

    /// The runs to remove.
    struct PruneOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "Remove runs that ended longer ago, as in 90d. The journal keeps what it knows about the accounts.",
                valueName: "age"))
        var prune: String?
    }

    private var prune: String? { pruning.prune }
    private var format: OutputFormat { output.format }
    private var report: [String] { output.report }

    private func days(_ age: String) throws -> Int {
        guard age.hasSuffix("d"), let days = Int(age.dropLast()), (0...36_500).contains(days) else {
            throw Failure(.usage, "--prune \(age): write the age in days, as in 90d.")
        }
        return days
    }

    private func remove(olderThan age: String) throws {
        let days = try days(age)
        let locked = try journalOptions.lockedExisting()
        let removed = try locked.journal.prune(before: Date(timeIntervalSinceNow: -86_400 * Double(days)))
        withExtendedLifetime(locked) {}
        Console.note(counted(removed, "run") + " removed.")
    }
}

extension RunsCommand: SettingsValidator {
    func validateSettings() throws {
        _ = (try general.log.level(), try prune.map(days))
        try ReportFile.validate(report)
    }
}
