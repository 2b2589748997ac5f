import ArgumentParser
import Provisioning
import Roster

/// `rollcall check`: reads and validates rosters without network access.
struct CheckCommand: ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read and validate rosters; uses no network.",
        usage: "rollcall check [<options>] <roster> ...",
        discussion: """
            The text form shows the first \(ProblemText.fold) problems; json, csv and sarif have all of them, up to \
            \(CheckCommand.mostProblems).
            """)

    static let examples = [
        Example("See whether a roster can be used", "rollcall check team.csv"),
        Example(
            "Take the username from a column with another name", "rollcall check team.csv --column username=Login"),
        Example("Show the problems beside their lines on a code host", "rollcall check team.csv --format sarif"),
    ]

    /// The other output formats of a check.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, csv, sarif
    }

    /// The maximum number of listed problems, which limits memory use.
    static let mostProblems = 100_000

    /// The output options.
    struct Output: ParsableArguments {
        @Option(help: ArgumentHelp("The form of the result.", valueName: "format")) var format: Format = .text
        @Flag(help: "Show all problems.") var all = false
    }

    @OptionGroup var rosters: RosterArguments
    @OptionGroup(title: HelpSection.output) var output: Output
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        let options = try rosters.reading.runOptions()
        let contents = try RosterContents(paths: rosters.rosters, options: options, extent: extent(options))
        let roster = contents.roster
        let chosen = try contents.chosen(options)
        switch output.format {
        case .text:
            let counts = options.filter == nil ? roster.counts : EntryCounts(chosen)
            let text = CheckText(roster: roster, counts: counts, filter: options.filter, showsAll: output.all)
            Console.product(text.render())
        case .json: try CheckJSON(roster: roster, entries: chosen).write()
        case .csv: writeTable(roster)
        case .sarif: try CheckSARIF(roster: roster).write()
        }
        if output.format != .text, roster.unlistedProblems > 0 {
            Console.note("\(roster.unlistedProblems.grouped) more problems are not listed.  Fix these first.")
        }
        if !roster.isValid { throw ExitCode(ExitStatus.invalidRoster.rawValue) }
    }

    /// Returns how much to keep of the rosters; if only counts are needed, a roster of any size is read without
    /// keeping its rows.
    private func extent(_ options: RunOptions) -> RosterContents.Extent {
        RosterContents.Extent(
            keepsEntries: output.format == .json || options.filter != nil, keepsFields: output.format == .json,
            listedProblems: output.format == .text && !output.all ? Roster.listedProblems : Self.mostProblems,
            hasDigests: false)
    }

    private func writeTable(_ roster: Roster) {
        var writer = ProductWriter()
        writer.line("file,line,column,code,username,message")
        for sign in roster.files.compactMap(\.cutOff) {
            let place = sign.location
            let code = Objection.Code.cutOffRoster.rawValue
            writer.line(
                CSVOutput.row([place.file, "\(place.line)", "\(place.column)", code, "", CheckText.words(sign)]))
        }
        for problem in roster.problems {
            let place = problem.location
            writer.line(
                CSVOutput.row([
                    place.file, "\(place.line)", "\(place.column)", problem.code.rawValue, problem.username ?? "",
                    problem.words,
                ]))
        }
        writer.finish()
    }
}

extension CheckCommand: SettingsValidator {
    func validateSettings() throws {
        _ = (try general.log.level(), try RosterOptions(rosters.reading.runOptions()))
    }
}
