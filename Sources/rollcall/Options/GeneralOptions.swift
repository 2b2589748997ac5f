import ArgumentParser
import Logging

/// What every command has: the configuration file and the log.
struct GeneralOptions: ParsableArguments {
    // Read before the command line is parsed, since it adds to it; see ``SettledArguments``.
    @Option(
        help: ArgumentHelp(
            "A file of settings, YAML or JSON.  The environment wins over it, and flags over both.", valueName: "file"
        ))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Also log to standard error what happens from this level on: trace, debug, info, notice, warning, error.",
            valueName: "level"))
    var logLevel: String?

    /// Reads the level and sets the log up; call it first.
    func start() throws {
        guard let text = logLevel else { return }
        guard let level = Logger.Level(rawValue: text.lowercased()) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.usage, "--log-level \(text): there are \(levels).")
        }
        Log.start(at: level)
    }
}
