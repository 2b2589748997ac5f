import ArgumentParser

/// The rosters of a command and the options to read them.
struct RosterArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp("A CSV or XML file; - is standard input. Several are read as one.", valueName: "roster"),
        completion: .file())
    var rosters: [String]

    @OptionGroup(title: HelpSection.rosters) var reading: RosterFileOptions
}
