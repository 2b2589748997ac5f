import ArgumentParser

/// The output options of a run.
struct RunOutputOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Print nothing if everything went well.")
    var quiet = false

    @Option(
        help: ArgumentHelp(
            "Write the report to a file: .json, .csv, .html, .md, or .xml for JUnit. Repeatable.", valueName: "file"),
        completion: .file())
    var report: [String] = []

    @Option(help: ArgumentHelp("The form of the report on standard output.", valueName: "format"))
    var format: OutputFormat = .text

    @Option(
        help: ArgumentHelp("Write metrics of the run for Prometheus to a file.", valueName: "file"),
        completion: .file())
    var metrics: String?
}
