import ArgumentParser
import Logging

/// What is logged to standard error.
struct LoggingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Also log to standard error what happens from this level on: trace, debug, info, notice, warning, error.",
            valueName: "level"))
    var logLevel: String?

    /// Reads the level and sets the log up; call it first.
    func start() throws {
        guard let text = logLevel ?? Environment.setting("log-level") else { return }
        guard let level = Logger.Level(rawValue: text.lowercased()) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.usage, "--log-level \(text): there are \(levels).")
        }
        Log.start(at: level)
    }
}
