import ArgumentParser

/// The rosters of a command and how to read them.
struct RosterArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("CSV or XML files; - is standard input.", valueName: "roster"))
    var rosters: [String]

    @OptionGroup var reading: RosterReading
}
